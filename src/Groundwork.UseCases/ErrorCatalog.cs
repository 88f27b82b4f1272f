using Groundwork.Documents;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.Search;
using Groundwork.Sources;
using Groundwork.Storage;

namespace Groundwork.UseCases;

/// <summary>Every failure that can reach a person: its code, exit code, HTTP status and advice.</summary>
public static class ErrorCatalog
{
    /// <summary>Code of a collection that another process is writing.</summary>
    public const string LockedCode = "GW1203";

    /// <summary>Code of a turn whose process died while it was answered.</summary>
    public const string BrokenOffCode = "GW1504";

    /// <summary>Code of a failure that no rule here knows.</summary>
    public const string UnexpectedCode = "GW1999";

    private static readonly ErrorCode Unexpected = new(UnexpectedCode, "Unexpected failure", 1, 500, "Run the command again with --verbose and report the trace it prints.");
    private static readonly ErrorCode Request = new("GW1001", "The request is not understood", 2, 400, "Follow the message; \"groundwork COMMAND --help\" shows what is possible.");
    private static readonly ErrorCode Path = new("GW1002", "No such file or folder", 2, 400, "Check the spelling of the path.");
    private static readonly ErrorCode Filter = new("GW1003", "The filter is not understood", 2, 400, "Write field=value, field!=value, field>=number or field<=date.");
    private static readonly ErrorCode Setting = new("GW1004", "A setting is wrong", 2, 500, "Correct the environment variable or settings.json.");
    private static readonly ErrorCode NoCollection = new("GW1101", "No such collection", 1, 404, "List collections with \"groundwork collections\".");
    private static readonly ErrorCode BadCollectionName = new("GW1102", "Not a collection name", 2, 400, "Use a–z, 0–9, '-', '_' and '.'.");
    private static readonly ErrorCode NoJob = new("GW1104", "No such ingestion job", 1, 404, "List jobs with GET /api/jobs.");
    private static readonly ErrorCode NoGeneration = new("GW1105", "No generation to go back to", 1, 409, "List them with \"groundwork generations\".");
    private static readonly ErrorCode NoSource = new("GW1106", "No such source", 1, 404, "List them with \"groundwork sources list\".");
    private static readonly ErrorCode NoOriginal = new("GW1107", "The original cannot be shown", 1, 404, "Read the text, or ingest the file again.");
    private static readonly ErrorCode NoConversation = new("GW1108", "No such conversation", 1, 404, "List them with \"groundwork conversations list\".");
    private static readonly ErrorCode FullConversation = new("GW1503", "A conversation is full", 1, 409, "Begin a new conversation.");
    private static readonly ErrorCode BrokenOff = new(BrokenOffCode, "The answer broke off", 1, 500, "Ask again.");
    private static readonly ErrorCode Held = new("GW1710", "Too much of a source is gone", 1, 409, "Look at it with \"groundwork sync --dry-run\"; if it is right, repeat with --allow-gone.");
    private static readonly ErrorCode Chunker = new("GW1005", "The chunker is not understood", 2, 400, "Write a chunker and its settings, like \"semantic max=300; text/csv=rows\".");
    private static readonly ErrorCode QueueFull = new("GW1501", "Too many ingestions are waiting", 1, 429, "Try again when some have finished.");
    private static readonly ErrorCode Refused = new("GW1502", "The request is refused", 1, 403, "Use the address that the server printed, from the same machine.");
    private static readonly ErrorCode KeyRefused = new("GW1801", "The key is not accepted", 1, 401, "Send a good key as \"Authorization: Bearer KEY\"; \"groundwork keys list\" shows which there are.");
    private static readonly ErrorCode KeyNotPermitted = new("GW1802", "The key may not do this", 1, 403, "Use a key with the scope and model that the message names.");
    private static readonly ErrorCode NoKey = new("GW1803", "No such key", 1, 404, "List keys with \"groundwork keys list\".");
    private static readonly ErrorCode NoDocument = new("GW1103", "No such document", 1, 404, "List documents with \"groundwork documents\".");
    private static readonly ErrorCode Damaged = new("GW1201", "The index is damaged", 1, 500, "Rebuild it from the database with \"groundwork reindex\".");
    private static readonly ErrorCode Behind = new("GW1202", "The index is missing or older than the database", 1, 500, "Rebuild it from the database with \"groundwork reindex\".");
    private static readonly ErrorCode Locked = new(LockedCode, "Another process is writing the collection", 1, 409, "Wait until it has finished, or stop it.");
    private static readonly ErrorCode Embedders = new("GW1204", "Two embedders would meet in one collection", 1, 409, "Configure the embedder the collection was made with, or re-embed with \"groundwork reindex --embedder\".");
    private static readonly ErrorCode Made = new("GW1205", "The index was made by other rules", 1, 409, "Rebuild it with \"groundwork reindex\".");
    private static readonly ErrorCode Vector = new("GW1206", "A vector is refused", 1, 502, "Check the embedder: it answered with a vector that is not finite, has no length, or has other dimensions.");
    private static readonly ErrorCode Learnt = new("GW1207", "What was learnt from a collection cannot be read", 1, 500, "Learn it anew with \"groundwork reindex\"; searches by words go on meanwhile.");
    private static readonly ErrorCode Conflict = new("GW1306", "Another writer was faster", 1, 409, "Run the command again.");
    private static readonly ErrorCode Place = new("GW1308", "No process can be had to read documents in", 1, 500, "Check that this program can start itself, and that there is memory left; then run the command again.");
    private static readonly ErrorCode NoRoute = new("GW1413", "No such route", 1, 404, "Use one of the routes that the message lists.");
    private static readonly ErrorCode Budget = new("GW1414", "A budget is used up", 1, 429, "Wait until it begins anew, or raise it.");
    private static readonly ErrorCode Disk = new("GW1307", "A file cannot be read or written", 1, 500, "Check free space and permissions, then run the command again.");

    private static readonly ErrorCode Dataset = new("GW2001", "The samples make no dataset", 1, 422, "Correct the lines that the message names; nothing was stored.");
    private static readonly ErrorCode NoDataset = new("GW2002", "No such dataset", 1, 404, "List them with \"groundwork eval dataset list\".");
    private static readonly ErrorCode DatasetInUse = new("GW2003", "Runs were made with the dataset", 1, 409, "Delete the runs first, or force it: then they go with it.");
    private static readonly ErrorCode NoRun = new("GW2004", "No such evaluation run", 1, 404, "List them with \"groundwork eval list\".");
    private static readonly ErrorCode RunState = new("GW2005", "The evaluation run is not in the state for this", 1, 409, "Follow the message; asking for the run again goes on with it.");
    private static readonly ErrorCode Scorer = new("GW2006", "The scorer is not understood", 2, 400, "List them with \"groundwork eval scorers\".");
    private static readonly ErrorCode GateRules = new("GW2007", "The gate or its baseline is not understood", 2, 400, "Correct the line that the message names; see docs/formats/gate.md.");
    private static readonly ErrorCode Subject = new("GW2008", "What is to be measured cannot be reached", 1, 502, "Follow the message; what was observed until then is kept.");
    private static readonly ErrorCode Judging = new("GW2009", "The rubric or the labels are not understood", 2, 400, "Correct the place that the message names; see docs/formats/rubric.md and docs/formats/labels.md.");
    private static readonly ErrorCode Reviewing = new("GW2010", "The review cannot take this", 1, 409, "Follow the message.");
    private static readonly ErrorCode Ranked = new("GW2011", "The judgements or rankings are not understood", 2, 400, "Correct the line that the message names.");
    private static readonly ErrorCode Hook = new("GW2020", "The webhook did not take the alarm", 1, 502, "Check the address in the section monitoring of settings.json, and that its server answers with a status of 200 to 299.");

    private static readonly Dictionary<StorageFailure, ErrorCode> Storage = new()
    {
        [StorageFailure.Full] = new("GW1301", "The disk is full", 1, 507, "Free some space and run the command again; nothing is half-written."),
        [StorageFailure.Busy] = new("GW1302", "The database is busy", 1, 503, "Try again when the other process has finished."),
        [StorageFailure.Damaged] = new("GW1303", "The database is damaged", 1, 500, "Restore it from a copy, or move the data directory away and ingest again."),
        [StorageFailure.Unavailable] = new("GW1304", "The data directory cannot be used", 1, 500, "Check the path and its permissions."),
        [StorageFailure.Newer] = new("GW1305", "The data was written by a newer version", 1, 500, "Use the newer program, or choose another data directory with --data."),
    };

    private static readonly Dictionary<ModelFailure, ErrorCode> Model = Enum.GetValues<ModelFailure>().ToDictionary(kind => kind, kind => kind switch
    {
        ModelFailure.Unreachable => new ErrorCode("GW1401", "The model endpoint cannot be reached", 1, 502, "Start the model server, or correct GROUNDWORK_CHAT_URL or GROUNDWORK_EMBED_URL. \"--extractive\" answers without a model."),
        ModelFailure.TimedOut => new ErrorCode("GW1402", "The model did not answer in time", 1, 504, "Try again, or use a faster model."),
        ModelFailure.Refused => new ErrorCode("GW1403", "The model endpoint refuses the key", 1, 502, "Check GROUNDWORK_CHAT_KEY or GROUNDWORK_EMBED_KEY."),
        ModelFailure.NotFound => new ErrorCode("GW1404", "The model endpoint knows no such model or address", 1, 502, "Check the URL and the model's name."),
        ModelFailure.RateLimited => new ErrorCode("GW1405", "The model endpoint limits the rate", 1, 429, "Wait and try again, or raise your quota."),
        ModelFailure.BadRequest => new ErrorCode("GW1406", "The model endpoint does not accept the request", 1, 400, "Read the endpoint's message; the model may lack a capability."),
        ModelFailure.ServerFault => new ErrorCode("GW1407", "The model endpoint failed", 1, 502, "Try again; look at the model server's log."),
        ModelFailure.BrokenStream => new ErrorCode("GW1408", "The model's answer broke off", 1, 502, "Ask again."),
        ModelFailure.TooLong => new ErrorCode("GW1410", "The request is too long for the model", 1, 400, "Shorten the question or its instructions, or use a model with a longer context."),
        ModelFailure.Filtered => new ErrorCode("GW1411", "The model's content filter kept the answer back", 1, 400, "Word the question differently, or use another model."),
        ModelFailure.LeftAlone => new ErrorCode("GW1412", "The model failed too often lately and is left alone for a while", 1, 503, "Try again later."),
        _ => new ErrorCode("GW1409", "The model's reply is not understood", 1, 502, "Check that the address speaks the OpenAI wire format."),
    });

    private static readonly Dictionary<UnreadableReason, ErrorCode> Reading = new()
    {
        [UnreadableReason.Empty] = new("GW1601", "The source holds no text", 1, 422, "Remove the file, or give it content."),
        [UnreadableReason.Binary] = new("GW1602", "The source is not text", 1, 422, "Give the file the ending of its format."),
        [UnreadableReason.UnsupportedFormat] = new("GW1603", "No reader for the format", 1, 415, "Convert the file to one of the supported formats."),
        [UnreadableReason.TooLarge] = new("GW1604", "The source is larger than the limit", 1, 413, "Split it, or raise the setting reading.maxBytes."),
        [UnreadableReason.Damaged] = new("GW1605", "The source cannot be read", 1, 422, "Check that the file is complete and readable."),
        [UnreadableReason.Encrypted] = new("GW1606", "The source needs a password", 1, 422, "Save a copy without a password."),
        [UnreadableReason.Incomplete] = new("GW1607", "A record misses what it must have", 1, 422, "Give every record an id and a text."),
        [UnreadableReason.DuplicateId] = new("GW1608", "An id stands twice", 1, 422, "Give every record its own id."),
        [UnreadableReason.ToolMissing] = new("GW1609", "A program is not installed", 1, 424, "Install the package that the message names."),
        [UnreadableReason.ToolFailed] = new("GW1610", "A program failed on the source", 1, 422, "Check that the file opens elsewhere."),
        [UnreadableReason.TimedOut] = new("GW1611", "Reading the source took too long", 1, 422, "Split the file."),
        [UnreadableReason.Hostile] = new("GW1612", "The source is built to do harm", 1, 422, "Do not use the file, or make a clean copy of what you need from it."),
        [UnreadableReason.Changed] = new("GW1613", "The file changed while it was read", 1, 409, "Run the command again when nothing writes the file."),
        [UnreadableReason.Denied] = new("GW1614", "The file may not be read", 1, 403, "Give this user permission to read it."),
        [UnreadableReason.Unavailable] = new("GW1615", "The source cannot be reached", 1, 502, "Check the address and try again; what was read earlier stays."),
        [UnreadableReason.Refused] = new("GW1617", "The embedder refuses the text", 1, 422, "Read the embedder's message; shorten the passages with another chunker, or use another embedder."),
        [UnreadableReason.GaveUp] = new("GW1616", "Reading the source was given up", 1, 422, "Correct the file, or ask for another try."),
    };

    private static readonly Dictionary<SourceFailure, ErrorCode> Source = new()
    {
        [SourceFailure.BadSpecification] = new("GW1701", "The source cannot be used as described", 2, 400, "Follow the message; \"groundwork sources add --help\" shows what is possible."),
        [SourceFailure.NotFound] = new("GW1702", "The source is not there", 1, 404, "Check the spelling; remove the source if it is gone for good."),
        [SourceFailure.Denied] = new("GW1703", "The source may not be read", 1, 403, "Get permission, or leave the part out."),
        [SourceFailure.Unreachable] = new("GW1704", "The source does not answer", 1, 502, "Try again later; what was read earlier stays."),
        [SourceFailure.TimedOut] = new("GW1705", "The source did not answer in time", 1, 504, "Try again later; what was read earlier stays."),
        [SourceFailure.TooLarge] = new("GW1706", "The source is larger than the limit", 1, 413, "Leave parts out, or raise the limit of the source."),
        [SourceFailure.Forbidden] = new("GW1707", "The source leads to a place that is not permitted", 1, 403, "Allow it for this source if it is a place of yours."),
        [SourceFailure.Changed] = new("GW1708", "The source changed while it was read", 1, 409, "Run the command again."),
    };

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
    [
        .. new[] { Request, Path, Filter, Setting, NoCollection, BadCollectionName, NoDocument, NoJob, NoGeneration, NoSource, NoOriginal, NoConversation, FullConversation, BrokenOff, Held, Chunker, QueueFull, Refused, KeyRefused, KeyNotPermitted, NoKey, NoRoute, Budget, Damaged, Behind, Locked, Embedders, Made, Vector, Learnt, Conflict, Disk, Place, Dataset, NoDataset, DatasetInUse, NoRun, RunState, Scorer, GateRules, Subject, Judging, Reviewing, Ranked, Hook, Unexpected }
            .Concat(Storage.Values).Concat(Model.Values).Concat(Reading.Values).Concat(Source.Values).DistinctBy(c => c.Code, StringComparer.Ordinal).OrderBy(c => c.Code, StringComparer.Ordinal),
    ];

    /// <summary>The code of a reading problem.</summary>
    public static ErrorCode OfReading(UnreadableReason reason) => Reading[reason];

    /// <summary>The code of an exception.</summary>
    public static ErrorCode Of(Exception exception) => exception switch
    {
        InvalidRequestException => Request,
        SourcePathException => Path,
        FilterSyntaxException => Filter,
        SettingsException => Setting,
        CollectionNotFoundException => NoCollection,
        CollectionNameException => BadCollectionName,
        DocumentNotFoundException => NoDocument,
        JobNotFoundException => NoJob,
        NoGenerationException => NoGeneration,
        SourceNotFoundException => NoSource,
        OriginalUnavailableException => NoOriginal,
        ConversationNotFoundException => NoConversation,
        ConversationFullException => FullConversation,
        SourceHeldException => Held,
        SourceException source => Source[source.Failure],
        ChunkingPlanException => Chunker,
        QueueFullException => QueueFull,
        RequestRefusedException => Refused,
        KeyRefusedException => KeyRefused,
        KeyNotPermittedException => KeyNotPermitted,
        ApiKeyNotFoundException => NoKey,
        RouteNotFoundException => NoRoute,
        BudgetExceededException => Budget,
        DatasetRefusedException => Dataset,
        DatasetNotFoundException => NoDataset,
        DatasetInUseException => DatasetInUse,
        EvalRunNotFoundException => NoRun,
        EvalRunStateException => RunState,
        ScorerSpecException => Scorer,
        GateFileException => GateRules,
        SubjectUnavailableException => Subject,
        JudgeFileException => Judging,
        ReviewException => Reviewing,
        TrecFormatException or RankingException => Ranked,
        WebhookException => Hook,
        IndexDamagedException => Damaged,
        IndexBehindException => Behind,
        IndexLockedException => Locked,
        EmbedderMismatchException => Embedders,
        FittedModelDamagedException => Learnt,
        IndexMismatchException => Made,
        VectorRefusedException => Vector,
        DocumentsRefusedException => Reading[UnreadableReason.Refused],
        StorageException storage => Storage[storage.Failure],
        StreamConflictException => Conflict,
        ModelException model => Model[model.Kind],
        DocumentUnreadableException unreadable => Reading[unreadable.Reason],
        ReadingPlaceException => Place,
        ReaderEndedException => Reading[UnreadableReason.GaveUp],
        IOException or UnauthorizedAccessException => IsDiskFull(exception) ? Storage[StorageFailure.Full] : Disk,
        _ => Unexpected,
    };

    /// <summary>The kind of a failure that is told by its code.</summary>
    /// <param name="code">Like <c>GW1204</c>, from an <see cref="ErrorDetail"/>.</param>
    public static ErrorCode ByCode(string code) => All.FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.Ordinal)) ?? Unexpected;

    /// <summary>A failure as JSON.</summary>
    public static ErrorReply ReplyFor(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ErrorReply(new ErrorDetail(Of(exception).Code, exception.Message));
    }

    /// <summary>How long to wait before the same request may succeed; null where nobody knows.</summary>
    public static TimeSpan? RetryAfter(Exception exception) => (exception as ModelException)?.RetryAfter;

    // ENOSPC on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsDiskFull(Exception exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is 112 or 39 : exception.HResult == 28;
}
