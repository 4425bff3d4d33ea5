"""The files in the order data flows through them; a file imports only files above it."""

FLOW = tuple(
    """
    store.formula
    store.rules
    store.askable
    store.form
    store.narrower_rates
    store.form_files
    store.document
    store.agency
    store.cells
    store.labels
    store.findings
    store.readers.charset
    store.readers.packaged
    store.readers.regions
    store.readers.edges
    store.readers.spaced
    store.readers.from_text
    store.readers.from_html
    store.readers.from_mht
    store.readers.word_text
    store.readers.from_docx
    store.readers.from_opendocument
    store.readers.from_rtf
    store.readers.from_doc
    store.readers.sheet_looks
    store.readers.from_sheet
    store.readers.ruled
    store.readers.unruled
    store.readers.from_pdf
    store.readers.from_image
    store.readers.kinds
    store.names
    store.columns
    store.halves
    store.broken_labels
    store.runs
    store.matches
    store.tables
    store.prose
    store.title
    store.signature
    store.identity
    store.captions
    store.one_report
    store.facts
    store.catalogue
    store.numbers
    store.tidy
    store.checks
    store.proof
    store.across
    store.read_report
    store.files
    store.box
    store.database
    store.fetching
    store.saving
    store.backup
    store.load
    bot.meanings
    bot.kinds
    bot.vocabulary
    bot.years
    bot.counts
    bot.normal_form
    bot.words
    bot.words_of_text
    bot.corrections
    bot.bodies
    bot.target
    bot.settled
    bot.narrowed
    bot.weighed
    bot.targets
    bot.operation
    bot.reading
    bot.phrases
    bot.choices
    bot.followup
    bot.query
    bot.sides
    bot.orders
    bot.asked
    bot.asks_twice
    bot.refusals
    bot.groups
    bot.spans
    bot.reader
    bot.combined
    bot.tables
    bot.about
    bot.conditions
    bot.judged
    bot.both_sides
    bot.ordered
    bot.which_bodies
    bot.ill_ordered
    bot.wanted
    bot.group_choices
    bot.as_before
    bot.grouped
    bot.cannot
    bot.passing
    bot.left_out
    bot.other_side
    bot.share_of_body
    bot.year_or_row
    bot.completed
    bot.fields
    bot.together
    bot.said_on
    bot.share_on
    bot.area_on
    bot.added_to
    bot.figures.figure
    bot.figures.printed
    bot.figures.share
    bot.figures.rate
    bot.figures.stated
    bot.figures.apart
    bot.figures.change
    bot.figures.standing
    bot.figures.years
    bot.figures.compute
    bot.reply
    bot.figure_text
    bot.figure_reply
    bot.group_reply
    bot.pointed_at
    bot.knowledge
    bot.about_reply
    bot.group_answer
    bot.look_up
    bot.single
    bot.clauses
    bot.offered
    bot.pairs
    bot.remains
    bot.put_right
    bot.two_questions
    bot.answer
    bot.talk
    bot.start
    bot.offers
    bot.chart
    bot.pictures
    bot.answer_file
    bot.spreadsheets
    bot.seal
    bot.private_database
    bot.inbox
    bot.chats
    bot.journal
    bot.watches
    bot.as_json
    bot.outcome_text
    bot.frontends.terminal
    bot.options
    bot.evaluation
    bot.evaluate_command
    bot.report_commands
    bot.load_command
    bot.store_commands
    bot.export_command
    bot.frontends.telegram_chat.quota
    bot.frontends.telegram_chat.settings
    bot.frontends.telegram_chat.inbox
    bot.frontends.telegram_chat.order
    bot.frontends.telegram_chat.limits
    bot.frontends.telegram_chat.show
    bot.frontends.telegram_chat.wishes
    bot.frontends.telegram_chat.sending
    bot.frontends.telegram_chat.logs
    bot.frontends.telegram_chat.metrics
    bot.frontends.telegram_chat.keyboard
    bot.frontends.telegram_chat.asking
    bot.frontends.telegram_chat.admins
    bot.frontends.telegram_chat.preferences
    bot.frontends.telegram_chat.watching
    bot.frontends.telegram_chat.pages
    bot.frontends.telegram_chat.operators
    bot.frontends.telegram_chat.review
    bot.frontends.telegram_chat.pressing
    bot.frontends.telegram_chat.greeting
    bot.frontends.telegram_chat.members
    bot.frontends.telegram_chat.anywhere
    bot.frontends.telegram_chat.introduction
    bot.frontends.telegram_chat.ports
    bot.frontends.telegram_chat.app
    bot.commands
    """.split()  # noqa: SIM905  # one name a line reads best
)

# Files that touch disk, network, clock, SQLite, jieba or Telegram.
EDGE = {
    "store.form_files", "store.agency", "store.database", "store.fetching", "store.saving", "store.backup", "store.files",
    "store.box", "store.load", "bot.vocabulary", "bot.start",
    "bot.private_database", "bot.inbox", "bot.chats", "bot.journal", "bot.watches", "bot.pictures", "bot.spreadsheets",
    "bot.frontends.terminal", "bot.options",
    *(n for n in FLOW if n.endswith(("commands", "_command")) or ".telegram_chat." in n),
}  # fmt: skip
IMPURE = {
    "sqlite3", "sqlite_utils", "jieba", "opencc", "telegram", "platformdirs", "click", "rich", "time", "datetime", "os", "pathlib",
    "pypinyin", "matplotlib", "xlsxwriter", "tempfile", "multiprocessing", "resource", "asyncio", "threading", "logging", "sys", "secrets",
}  # fmt: skip
PURE_USES = {
    "store.title": {"pathlib"},  # PurePath takes a name apart
    "store.readers.from_pdf": {"logging"},  # the library tells of losses in its log only
}
SQL = {
    "store.database", "store.fetching", "store.saving", "store.backup",
    "bot.private_database", "bot.inbox", "bot.chats", "bot.journal", "bot.watches",
}  # fmt: skip
