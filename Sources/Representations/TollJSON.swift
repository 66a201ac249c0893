package import ConflictData

/// Writes the toll of an event as JSON: one object, read from top to bottom like an answer.
package struct TollJSON {
    private let toll: Toll

    package init(_ toll: Toll) { self.toll = toll }

    /// Appends the members of the toll to the open object; `writeChecks` writes one array of findings.
    package func writeMembers(to writer: inout JSONWriter, writeChecks: (inout JSONWriter) -> Void) {
        writer.array("statements", toll.statements) { $0.statement($1) }
        writer.array("totals", toll.totals) { writer, figure in
            writer.object { $0.members(of: figure) }
        }
        writer.key("result")
        if let result = toll.result { write(result, to: &writer) } else { writer.null() }
        writer.key("envelope")
        writer.object { writer in
            writer.member("min", toll.envelope.min)
            writer.member("max", toll.envelope.max)
            writer.key("parties")
            writer.strings(toll.envelope.parties)
            writer.key("comparable")
            writer.boolean(toll.envelope.isComparable)
        }
        writer.key("disagreement")
        write(toll.disagreement, to: &writer)
        writer.key("checks")
        writeChecks(&writer)
        writer.array("used", toll.used) { writer, used in
            writer.object { writer in
                writer.member("tally_id", used.tally)
                writer.member("attributed_to", used.party.id)
                writer.key("counts")
                writer.strings(used.counts)
            }
        }
        writer.array("skipped", toll.skipped) { $0.skipped($1) }
    }

    private func write(_ result: Toll.Result, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.members(of: result.interval)
            writer.key("parties")
            writer.strings(result.parties.map(\.id))
        }
    }

    private func write(_ disagreement: Disagreement, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("summary", disagreement.summary)
            writer.key("compared")
            writer.integer(disagreement.compared)
            writer.array("pairs", disagreement.pairs) { writer, pair in
                writer.object { writer in
                    writer.member("of", pair.subject.label)
                    writer.subject(pair.subject)
                    writer.key("lower")
                    writer.object { $0.members(of: pair.lower) }
                    writer.key("higher")
                    writer.object { $0.members(of: pair.higher) }
                    writer.key("compatible")
                    writer.boolean(pair.isCompatible)
                    writer.key("gap")
                    writer.object { writer in
                        writer.member("min", pair.least)
                        writer.member("max", pair.most)
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func statement(_ statement: TollStatement) {
        object { writer in
            writer.member("tally_id", statement.tally)
            writer.members(of: statement.party)
            writer.subject(statement.value.subject)
            writer.value(statement.value)
            writer.member("wording", statement.wording)
            writer.member("count_id", statement.value.id)
            writer.breakdown(of: statement.value)
            writer.key("period")
            writer.object { writer in
                writer.member("start", statement.periodStart)
                writer.member("end", statement.periodEnd)
            }
            writer.member("report_date", statement.reportDate)
            writer.member("event_id", statement.event)
            writer.member("place_id", statement.place)
            writer.member("accumulation", statement.accumulation)
            writer.member("phase", statement.phase)
            writer.member("kind", statement.kind)
            writer.member("verification", statement.verification)
            writer.key("relayed_by")
            writer.strings(statement.relayedBy)
            writer.key("article")
            if let article = statement.article {
                writer.object { writer in
                    writer.member("id", article.id)
                    writer.member("headline", article.headline)
                    writer.member("url", "/v1/articles/\(article.id)")
                }
            } else {
                writer.null()
            }
            writer.key("caveats")
            writer.value { $0 += statement.caveatsJSON }
            writer.array("predecessors", statement.predecessors) { $0.predecessor($1) }
            writer.key("in_total")
            writer.boolean(statement.isInTotal)
            writer.key("links")
            writer.object { writer in
                writer.member("self", "/v1/tallies/\(statement.tally)")
                writer.member("counts", "/v1/counts?tally_id=\(statement.tally)")
            }
        }
    }

    private mutating func predecessor(_ predecessor: TollStatement.Predecessor) {
        object { writer in
            writer.member("tally_id", predecessor.tally)
            if let value = predecessor.value {
                writer.subject(value.subject)
                writer.value(value)
            } else {
                writer.key("value")
                writer.null()
            }
            writer.member("wording", predecessor.wording)
            writer.member("report_date", predecessor.reportDate)
            writer.member("superseded_by", predecessor.supersededBy)
            writer.member("revision_kind", predecessor.revisionKind)
            writer.member("url", "/v1/tallies/\(predecessor.tally)")
        }
    }

    fileprivate mutating func skipped(_ skipped: Toll.SkippedTally) {
        object { writer in
            writer.member("tally_id", skipped.tally)
            writer.members(of: skipped.party)
            writer.member("reason", skipped.reason.rawValue)
            writer.member("by", skipped.by)
            writer.member("detail", skipped.detail)
            writer.member("wording", skipped.wording)
            writer.array("counts", skipped.counts) { writer, count in
                writer.object { writer in
                    writer.member("count_id", count.id)
                    writer.member("measure", count.measure)
                    writer.member("unit", count.unit)
                    writer.subject(count.subject)
                    writer.value(count)
                }
            }
            writer.member("report_date", skipped.reportDate)
            writer.member("event_id", skipped.event)
        }
    }

    // MARK: Figures

    /// `value`, as counts of tallies have it; of several counts there is no qualifier.
    private mutating func value(_ count: TollCount) {
        key("value")
        object { writer in
            writer.member("qualifier", count.qualifier)
            writer.members(of: count.interval)
            if let best = count.best { writer.member("best", best) }
            if let text = count.text { writer.member("text", text) }
            if count.isMinDerived {
                writer.key("min_derived")
                writer.boolean(true)
            }
        }
    }

    /// What a figure is made of; where it has parts, also whether they are all of it, and what they leave.
    private mutating func breakdown(of count: TollCount) {
        array("breakdown", count.parts) { writer, part in
            writer.object { writer in
                writer.member("count_id", part.id)
                if part.measure != count.measure { writer.member("measure", part.measure) }
                if part.unit != count.unit { writer.member("unit", part.unit) }
                writer.subject(part.subject)
                writer.value(part)
                if !part.parts.isEmpty { writer.breakdown(of: part) }
            }
        }
        guard count.id != nil, !count.parts.isEmpty else { return }
        key("exhaustive")
        if let isExhaustive = count.isExhaustive { boolean(isExhaustive) } else { null() }
        key("unexplained")
        if let rest = count.unexplained {
            object { writer in
                writer.member("min", rest.min)
                writer.member("max", rest.max)
            }
        } else {
            null()
        }
    }

    /// `population`, `item`, `cause` and `perpetrator`, as counts have them; what says nothing is left out.
    fileprivate mutating func subject(_ subject: TollSubject) {
        var group = Group("population")
        member("status", subject.status, in: &group)
        member("affiliation_actor_id", subject.affiliation, in: &group)
        member("sex", subject.sex, in: &group)
        member("age_group", subject.ageGroup, in: &group)
        member("occupation", subject.occupation, in: &group)
        end(group)
        group = Group("item")
        member("category", subject.itemCategory, in: &group)
        member("outcome", subject.itemOutcome, in: &group)
        end(group)
        if let cause = subject.cause { member("cause", cause) }
        group = Group("perpetrator")
        member("actor_id", subject.perpetrator, in: &group)
        member("attribution", subject.attribution, in: &group)
        end(group)
    }

    /// A member that is an object, begun with its first member: there is none of an object without members.
    private struct Group {
        let name: String
        var isBegun = false

        init(_ name: String) { self.name = name }
    }

    private mutating func member(_ name: String, _ value: String?, in group: inout Group) {
        guard let value else { return }
        if !group.isBegun {
            key(group.name)
            beginObject()
            group.isBegun = true
        }
        member(name, value)
    }

    private mutating func end(_ group: Group) {
        if group.isBegun { endObject() }
    }

    // MARK: Parties

    fileprivate mutating func members(of figure: Toll.PartyFigure) {
        members(of: figure.party)
        members(of: figure.interval)
        member("report_date", figure.reportDate)
        key("tallies")
        strings(figure.tallies)
        key("counts")
        strings(figure.counts)
    }

    fileprivate mutating func members(of interval: CountInterval) {
        member("value", interval.value)
        member("min", interval.min)
        member("max", interval.max)
    }

    fileprivate mutating func members(of party: Toll.Party) {
        member("attributed_to", party.id)
        member("name", party.name)
    }
}
