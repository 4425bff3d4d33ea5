"""The files in the order data flows through them; a file imports only files above it."""

FLOW = tuple(
    """
    store.forms.formula
    store.forms.rules
    store.forms.askable
    store.forms.form
    store.forms.narrower_rates
    store.forms.proved
    store.forms.form_files
    store.document
    store.findings
    store.agencies.agency
    store.readers.cells
    store.readers.charset
    store.readers.packaged
    store.readers.regions
    store.readers.edges
    store.readers.spaced
    store.readers.barred
    store.readers.from_text
    store.readers.page_looks
    store.readers.from_html
    store.readers.from_mht
    store.readers.word_text
    store.readers.from_docx
    store.readers.from_opendocument
    store.readers.from_rtf
    store.readers.from_doc
    store.readers.number_formats
    store.readers.sheet_looks
    store.readers.from_sheet
    store.readers.pdf_page
    store.readers.ruled
    store.readers.unruled
    store.readers.pdf_lines
    store.readers.from_pdf
    store.readers.from_image
    store.readers.kinds
    store.tables.labels
    store.tables.names
    store.tables.header
    store.tables.columns
    store.tables.index_column
    store.tables.halves
    store.tables.broken_labels
    store.tables.runs
    store.tables.matches
    store.tables.repeated
    store.tables.tables
    store.tables.units
    store.identity.title
    store.identity.signature
    store.identity.clues
    store.identity.identity
    store.identity.captions
    store.identity.one_report
    store.facts.prose
    store.facts.facts
    store.facts.catalogue
    store.facts.numbers
    store.facts.tidy
    store.checks.checks
    store.checks.proof
    store.checks.across
    store.read_report
    store.database.database
    store.database.fetching
    store.database.saving
    store.database.backup
    store.loading.files
    store.loading.box
    store.loading.load
    bot.question.meanings
    bot.question.kinds
    bot.question.counts
    bot.question.articles
    bot.question.vocabulary
    bot.question.years
    bot.question.normal_form
    bot.question.words
    bot.question.said
    bot.question.words_of_text
    bot.question.corrections
    bot.question.bodies
    bot.targets.calculation
    bot.targets.target
    bot.targets.settled
    bot.targets.narrowed
    bot.targets.weighed
    bot.targets.targets
    bot.targets.operation
    bot.reading.readings
    bot.reading.phrases
    bot.reading.choices
    bot.reading.followup
    bot.reading.query
    bot.reading.sides
    bot.reading.orders
    bot.reading.asked
    bot.reading.asks_twice
    bot.reading.refusals
    bot.reading.groups
    bot.reading.spans
    bot.reading.than_body
    bot.reading.reader
    bot.reading.combined
    bot.reading.tables
    bot.reading.about
    bot.reading.conditions
    bot.reading.judged
    bot.reading.ordered
    bot.reading.cannot
    bot.reading.passing
    bot.reading.other_side
    bot.reading.share_of_body
    bot.reading.year_or_row
    bot.reading.many.both_sides
    bot.reading.many.which_years
    bot.reading.many.named_places
    bot.reading.many.which_bodies
    bot.reading.many.ill_ordered
    bot.reading.many.wanted
    bot.reading.many.group_choices
    bot.reading.many.which_figures
    bot.reading.many.levels
    bot.reading.many.as_before
    bot.reading.many.against_group
    bot.reading.many.grouped
    bot.reading.many.left_out
    bot.reading.asks_which
    bot.reading.over_years
    bot.reading.completed
    bot.reading.fields
    bot.figures.figure
    bot.figures.printed
    bot.figures.share
    bot.figures.rate
    bot.figures.stated
    bot.figures.apart
    bot.figures.change
    bot.figures.of_many
    bot.figures.standing
    bot.figures.years
    bot.figures.compute
    bot.replies.reply
    bot.replies.figure_text
    bot.replies.figure_reply
    bot.replies.group_reply
    bot.knowledge
    bot.talks.asked_before
    bot.talks.several
    bot.talks.with_less
    bot.talks.figure_alone
    bot.talks.former
    bot.talks.gone_back
    bot.talks.held_against
    bot.talks.between_two
    bot.talks.shares
    bot.talks.whole_area
    bot.talks.with_more
    bot.talks.pointed_at
    bot.talks.same_named
    bot.talks.same_office
    bot.talks.those_found
    bot.talks.the_nth
    bot.talks.those_years
    bot.talks.remains
    bot.talks.put_right
    bot.talks.points_at
    bot.answers.about_reply
    bot.answers.group_answer
    bot.answers.look_up
    bot.answers.single
    bot.answers.parts
    bot.answers.question_inside
    bot.answers.offered
    bot.answers.pairs
    bot.answers.two_questions
    bot.answers.together
    bot.answers.answer
    bot.talk
    bot.start
    bot.shown.offers
    bot.shown.chart
    bot.shown.pictures
    bot.shown.answer_file
    bot.shown.spreadsheets
    bot.shown.as_json
    bot.shown.outcome_text
    bot.kept.seal
    bot.kept.private_database
    bot.kept.inbox
    bot.kept.chats
    bot.kept.journal
    bot.kept.watches
    bot.kept.audit
    bot.frontends.telegram_chat.quota
    bot.frontends.telegram_chat.environment
    bot.frontends.telegram_chat.durable_queue
    bot.frontends.telegram_chat.order
    bot.frontends.telegram_chat.limits
    bot.frontends.telegram_chat.show
    bot.frontends.telegram_chat.wishes
    bot.frontends.telegram_chat.sending
    bot.frontends.telegram_chat.logs
    bot.frontends.telegram_chat.addressed
    bot.frontends.telegram_chat.metrics
    bot.frontends.telegram_chat.keyboard
    bot.frontends.telegram_chat.asking
    bot.frontends.telegram_chat.admins
    bot.frontends.telegram_chat.preferences
    bot.frontends.telegram_chat.watching
    bot.frontends.telegram_chat.pages
    bot.frontends.telegram_chat.operators
    bot.frontends.telegram_chat.review
    bot.frontends.telegram_chat.announcing
    bot.frontends.telegram_chat.pressing
    bot.frontends.telegram_chat.greeting
    bot.frontends.telegram_chat.members
    bot.frontends.telegram_chat.anywhere
    bot.frontends.telegram_chat.introduction
    bot.frontends.telegram_chat.ports
    bot.frontends.telegram_chat.app
    bot.frontends.command_line.terminal
    bot.frontends.command_line.options
    bot.frontends.command_line.evaluation
    bot.frontends.command_line.evaluate_command
    bot.frontends.command_line.report_commands
    bot.frontends.command_line.load_command
    bot.frontends.command_line.store_commands
    bot.frontends.command_line.export_command
    bot.frontends.command_line.commands
    """.split()  # noqa: SIM905  # one name a line reads best
)

# Files that touch disk, network, clock, SQLite, jieba or Telegram.
EDGE = {
    "store.forms.form_files", "store.agencies.agency", "store.database.database", "store.database.fetching", "store.database.saving",
    "store.database.backup", "store.loading.files", "store.loading.box", "store.loading.load", "bot.question.vocabulary", "bot.start",
    "bot.kept.private_database", "bot.kept.inbox", "bot.kept.chats", "bot.kept.journal", "bot.kept.watches", "bot.kept.audit",
    "bot.shown.pictures", "bot.shown.spreadsheets",
    "bot.frontends.command_line.terminal", "bot.frontends.command_line.options",
    *(n for n in FLOW if n.endswith(("commands", "_command")) or ".telegram_chat." in n),
}  # fmt: skip
IMPURE = {
    "sqlite3", "sqlite_utils", "jieba", "opencc", "telegram", "platformdirs", "click", "rich", "time", "datetime", "os", "pathlib",
    "pypinyin", "matplotlib", "xlsxwriter", "tempfile", "multiprocessing", "resource", "asyncio", "threading", "logging", "sys", "secrets",
}  # fmt: skip
PURE_USES = {
    "store.identity.title": {"pathlib"},  # PurePath takes a name apart
    "store.readers.from_pdf": {"logging"},  # the library tells of losses in its log only
}
SQL = {
    "store.database.database", "store.database.fetching", "store.database.saving", "store.database.backup",
    "bot.kept.private_database", "bot.kept.inbox", "bot.kept.chats", "bot.kept.journal", "bot.kept.watches", "bot.kept.audit",
}  # fmt: skip
