"""The articles in an index of tantivy, in memory and as one segment, set up to find what sitrep finds.

Its words are cut at what is no letter and no digit, in lower case, with accents folded to ASCII. Arabic marks and
letter forms it leaves as they are, where sitrep and FTS5 fold some: such words are not asked for.
"""

import time

from .warehouse import TEXTS

WEIGHTS = {"headline": 5.0, "abstract": 2.0}
SNIPPET_CHARACTERS = 160
MEMORY = 1_000_000_000


class TextIndex:
    def __init__(self, duck):
        import tantivy

        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        analyzer = analyzer.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in TEXTS:
            builder.add_text_field(name, stored=True, tokenizer_name="folded")
        self.schema = builder.build()
        self.generators = tantivy.SnippetGenerator
        self.index = tantivy.Index(self.schema)
        self.index.register_tokenizer("folded", analyzer)
        begun = time.perf_counter()
        # One thread makes one segment, which is the fastest to search.
        writer = self.index.writer(heap_size=MEMORY, num_threads=1)
        rows = duck.cursor().execute(f"SELECT id, {', '.join(TEXTS)} FROM articles")
        while batch := rows.fetchmany(2_000):
            for row in batch:
                texts = {name: text for name, text in zip(["id", *TEXTS], row) if text}
                writer.add_document(tantivy.Document(**texts))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.seconds = time.perf_counter() - begun

    def query(self, words):
        return self.index.parse_query(words, TEXTS, field_boosts=WEIGHTS, conjunction_by_default=True)

    def search(self, words):
        """Ranked, the best 20, and of each field the stretch that shows the words best, as sitrep gives it."""
        query = self.query(words)
        snippets = [self.generators.create(self.searcher, query, self.schema, name) for name in TEXTS]
        for one in snippets:
            one.set_max_num_chars(SNIPPET_CHARACTERS)
        answer = []
        for score, address in self.searcher.search(query, limit=20).hits:
            document = self.searcher.doc(address)
            texts = [one.snippet_from_doc(document) for one in snippets]
            answer.append((document["id"], score, [(text.fragment(), text.highlighted()) for text in texts]))
        return answer

    def all_found(self, words):
        hits = self.searcher.search(self.query(words), limit=max(self.searcher.num_docs, 1)).hits
        return [self.searcher.doc(address)["id"][0] for _, address in hits]
