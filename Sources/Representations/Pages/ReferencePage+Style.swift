/// How the page looks: a column of text of the width that reads well, a table of contents beside it where there is
/// room, light and dark as the reader has it, and black on white on paper.
extension ReferencePage {
    static let style: StaticString = """

        :root{--ground:#fcfbf8;--ink:#1f2328;--soft:#5a626b;--line:#dedad2;--tint:#f3f0e9;--accent:#0a5a80}
        @media (prefers-color-scheme:dark){:root{--ground:#15181c;--ink:#e3e6e9;--soft:#a0a8b1;--line:#333940;--tint:#1d2126;--accent:#82c7ea}}
        *{box-sizing:border-box}
        html{color-scheme:light dark;scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 ui-sans-serif,system-ui,"Segoe UI","Noto Sans",sans-serif;overflow-wrap:break-word}
        body>header,.columns,body>footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        body>header{padding-top:3.5rem;padding-bottom:1.5rem}
        h1,h2,h3{line-height:1.25;text-wrap:balance}
        h1{font:600 2.1rem/1.2 ui-serif,"Iowan Old Style",Georgia,"Noto Serif",serif;margin:0 0 .75rem}
        h2{font:600 1.5rem/1.3 ui-serif,"Iowan Old Style",Georgia,"Noto Serif",serif;margin:3.5rem 0 .75rem}
        h3{font-size:1.05rem;margin:2.5rem 0 .25rem}
        p,ol,ul,dl{max-width:42rem}
        .kicker{margin:0 0 .5rem;color:var(--soft)}
        .card,footer{color:var(--soft)}
        details{color:var(--soft);max-width:42rem}
        summary{cursor:pointer}
        a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:.06em}
        a:hover{text-decoration-thickness:.12em}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
        code{font:.9em/1.5 ui-monospace,"SF Mono","DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        pre{margin:.25rem 0 0;padding:.6rem .8rem;background:var(--tint);border-radius:6px;overflow-x:auto;white-space:pre-wrap}
        .skip{position:absolute;left:-100rem}
        .skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:1}
        nav h2{font-family:inherit;font-size:1rem;margin:1rem 0 .5rem}
        nav ul{list-style:none;margin:0;padding:0}
        nav ul ul{padding:.1rem 0 .5rem .9rem;font-size:.86rem}
        nav a{display:block;padding:.12rem 0;text-decoration:none;overflow-wrap:anywhere}
        nav a:hover{text-decoration:underline}
        nav ul ul a{color:var(--soft)}
        main{min-width:0}
        main section:first-child h2{margin-top:1rem}
        .rules{padding-left:1.4rem}
        .rules li{margin:.6rem 0}
        .question{margin:1.4rem 0;max-width:48rem}
        .question p{margin:0}
        article{border-top:1px solid var(--line);margin-top:2rem}
        article h3{margin-top:1.25rem}
        article p{margin:.25rem 0 .75rem}
        .table{overflow-x:auto;margin:1rem 0}
        table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.45}
        caption{text-align:left;color:var(--soft);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;border-top:1px solid var(--line)}
        thead th{border-top:0;color:var(--soft);font-weight:500}
        tbody th{font-weight:500}
        th code,td code{overflow-wrap:normal;white-space:nowrap}
        td{min-width:7rem}
        tr:target,article:has(h3:target){background:var(--tint);box-shadow:0 0 0 .6rem var(--tint)}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:.75rem 0;font-size:.92rem}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        body>footer{padding-top:3rem;padding-bottom:3rem}
        nav{border-bottom:1px solid var(--line);padding-bottom:1rem}
        nav>ul{columns:2;column-gap:2rem}
        nav ul ul{display:none}
        @media (max-width:40rem){
        table,caption,tbody,tr,tbody th,td{display:block}
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        tbody th{padding:.6rem 0 0}
        td{border:0;min-width:0;padding:.1rem 0}
        tr{padding-bottom:.5rem}
        td:empty{display:none}
        th code,td code{white-space:normal;overflow-wrap:anywhere}
        }
        @media (min-width:64rem){
        .columns{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:3rem}
        nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;border:0;padding-bottom:2rem}
        nav>ul{columns:1}
        nav ul ul{display:block}
        }
        @media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--ink)}}
        @media print{
        :root{--ground:#fff;--ink:#000;--soft:#333;--line:#999;--tint:#fff;--accent:#000}
        nav,.skip{display:none}
        .columns{display:block}
        .table{overflow:visible}
        th code,td code{white-space:normal;overflow-wrap:anywhere}
        tr,pre,.question{break-inside:avoid}
        h2,h3,caption{break-after:avoid}
        body{font-size:10pt}
        }

        """
}
