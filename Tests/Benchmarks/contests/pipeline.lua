-- Sixteen requests in one write, again and again.
init = function(arguments)
   local one = wrk.format(nil)
   many = string.rep(one, 16)
end

request = function()
   return many
end
