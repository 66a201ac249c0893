/// Interviews: questions and answers; each exchange is an excerpt with an address of its own.
enum InterviewFields {
    static let fields = CommonFields.record([
        Field("title", .string, required: true, search: 4, hxl: "#meta+title", "The interview's title."),
        Field("article_id", .reference([.article]), hxl: "#meta+source", "The article it belongs to."),
        Field("interviewee", .object(interviewee), required: true, "Who answered."),
        Field("interviewer", .string, search: 1, hxl: "#contact+name+interviewer", "Who asked."),
        Field("date", .date, required: true, hxl: "#date+occurred", "When it was held."),
        Field("place_id", .reference([.place]), hxl: "#loc+code", "Where it was held."),
        Field(
            "verbatim", .flag, required: true, hxl: "#meta+verbatim",
            "False when the words are paraphrased or translated."),
        Field("exchanges", .rows(exchange), list: true, "Questions and answers in order."),
    ])

    static let interviewee: [Field] = [
        Field("name", .string, required: true, search: 2, "The name of who answered."),
        Field("role", .string, search: 1, "Their role or title."),
        Field("actor_id", .reference([.actor]), "The actor they speak for."),
        Field("source_id", .reference([.source]), "The source they are."),
    ]

    static let exchange: [Field] = [
        Field("n", .integer(1...Int64(Int32.max)), required: true, "Its number within the interview; never reused."),
        Field("question", .text, required: true, search: 2, hxl: "#description+question", "What was asked."),
        Field("answer", .text, required: true, search: 1, hxl: "#description+answer", "What was answered."),
        Field("topics", .string, list: true, hxl: "#subsector+topics", "What it is about."),
        Field("actor_ids", .reference([.actor]), list: true, "Actors it is about."),
        Field("place_ids", .reference([.place]), list: true, "Places it is about."),
        Field("start_time", .string, hxl: "#date+offset", "When it begins in the recording."),
    ]
}
