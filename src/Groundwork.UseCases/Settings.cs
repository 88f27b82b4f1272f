using System.Text.Json;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>
/// What an installation is told: environment variables first, then <c>settings.json</c> in the data directory, then defaults. A setting
/// exists in one place.
/// </summary>
/// <param name="DataDirectory">Where everything is kept. Default: <c>.groundwork</c> in the user's home; <c>--data</c> or <c>GROUNDWORK_DATA</c>.</param>
public sealed record Settings(string DataDirectory)
{
    // Bytes and text of one document are held in single arrays.
    private const long MostDocumentBytes = 1 << 30;
    private const int MostDeadlineSeconds = 86_400;
    private const int MostUsageDays = 3650;

    /// <summary>The model that writes answers and the embedder of new collections; without them answers are extracted and searches go by words.</summary>
    public ModelSettings Models { get; init; } = new();

    /// <summary>Further targets, routes and budgets. Setting <c>models</c>; docs/guides/gateway.md shows the whole of it.</summary>
    public GatewaySettings Gateway { get; init; } = new();

    /// <summary>How long single requests to models are kept in the ledger, 1 to 3650 days; totals of days stay. Default 90 days. Setting <c>usage.keepDays</c>.</summary>
    public TimeSpan UsageKept { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Largest single document in bytes, 1,024 to 1 GiB. Default 64 MiB. Setting <c>reading.maxBytes</c>.</summary>
    public long MaxDocumentBytes { get; init; } = 64L << 20;

    /// <summary>Longest time for reading one document, 1 second to 1 day. Default 120 seconds. Setting <c>reading.deadlineSeconds</c>.</summary>
    public TimeSpan ReadingDeadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Most memory that objects of one reading process may take, in bytes, 64 MiB to 64 GiB. Default 1 GiB. Setting <c>reading.memoryBytes</c>.</summary>
    public long ReadingMemoryBytes { get; init; } = 1L << 30;

    /// <summary>Documents that are read at once, 1 to 64. Default 2. Setting <c>ingest.parallel</c>.</summary>
    public int IngestParallel { get; init; } = 2;

    /// <summary>
    /// Whether collections without a configured embedder learn one from their own texts. Default true; the setting <c>embedder</c> or
    /// <c>GROUNDWORK_EMBEDDER</c> is <c>fitted</c> or <c>none</c>. What was learnt before stays in use.
    /// </summary>
    public bool LearnsMeaning { get; init; } = true;

    /// <summary>How new collections cut their documents. Setting <c>chunker</c> or <c>GROUNDWORK_CHUNKER</c>, like <c>headings</c> or <c>semantic max=300; text/csv=rows</c>.</summary>
    public ChunkingPlan Chunking { get; init; } = ChunkingPlan.Default;

    /// <summary>How much conversations remember. Section <c>conversations</c>.</summary>
    public ConversationSettings Conversations { get; init; } = new();

    /// <summary>What is wanted of answers.</summary>
    public AnswerSettings Answers { get; init; } = new(new AnswerOptions());

    /// <summary>What a server watches and whom it tells. Section <c>monitoring</c>.</summary>
    public MonitoringSettings Monitoring { get; init; } = new();

    /// <summary>How collections are learnt.</summary>
    public FittingOptions Fitting { get; init; } = new();

    /// <summary>Reads the settings of a data directory.</summary>
    /// <param name="dataDirectory">From the command line, or null.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="SettingsException">A file or value is wrong.</exception>
    public static Settings Load(string? dataDirectory, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var directory = NonEmpty(dataDirectory) ?? NonEmpty(environment("GROUNDWORK_DATA"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".groundwork");
        var file = ReadFile(Path.Combine(Path.GetFullPath(directory), "settings.json"));
        var settings = new Settings(Path.GetFullPath(directory)) { Models = ModelSettings.Read(name => NonEmpty(environment(name)) ?? FromFile(file, name)) };
        settings = settings with
        {
            LearnsMeaning = (NonEmpty(environment("GROUNDWORK_EMBEDDER")) ?? NonEmpty(file?.Embedder)) switch
            {
                null or "fitted" => true,
                "none" => false,
                var other => throw new SettingsException($"The setting embedder (GROUNDWORK_EMBEDDER) is \"{other}\"; it must be \"fitted\" or \"none\"."),
            },
        };
        if ((NonEmpty(environment("GROUNDWORK_CHUNKER")) ?? NonEmpty(file?.Chunker)) is { } plan) settings = settings with { Chunking = PlanOf(plan) };
        if (file?.Models is { } models) settings = settings with { Gateway = models.Settings(environment) };
        if (file?.Usage?.KeepDays is { } days) settings = settings with { UsageKept = TimeSpan.FromDays(Math.Clamp(days, 0, MostUsageDays + 1)) };
        if (file?.Reading?.MaxBytes is { } bytes) settings = settings with { MaxDocumentBytes = bytes };
        if (file?.Reading?.DeadlineSeconds is { } seconds) settings = settings with { ReadingDeadline = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MostDeadlineSeconds + 1.0)) };
        if (file?.Reading?.MemoryBytes is { } memory) settings = settings with { ReadingMemoryBytes = memory };
        if (file?.Ingest?.Parallel is { } parallel) settings = settings with { IngestParallel = parallel };
        settings = settings with { Answers = AnswerSettings.Read(file?.Answers), Monitoring = MonitoringSettings.Read(file?.Monitoring) };
        if (file?.Conversations is { } talks)
        {
            var limits = settings.Conversations;
            settings = settings with
            {
                Conversations = new ConversationSettings
                {
                    HistoryTurns = talks.HistoryTurns ?? limits.HistoryTurns, HistoryCharacters = talks.HistoryCharacters ?? limits.HistoryCharacters, MaxTurns = talks.MaxTurns ?? limits.MaxTurns,
                },
            };
        }

        var problems = settings.Validate();
        return problems.Count == 0 ? settings : throw new SettingsException(string.Join(" ", problems));
    }

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (MaxDocumentBytes is < 1024 or > MostDocumentBytes) problems.Add(FormattableString.Invariant($"The setting reading.maxBytes is {MaxDocumentBytes}; it must lie in 1024..{MostDocumentBytes}."));
        if (ReadingDeadline < TimeSpan.FromSeconds(1) || ReadingDeadline > TimeSpan.FromSeconds(MostDeadlineSeconds))
            problems.Add(FormattableString.Invariant($"The setting reading.deadlineSeconds is {ReadingDeadline.TotalSeconds}; it must lie in 1..{MostDeadlineSeconds}."));
        if (ReadingMemoryBytes is < 64L << 20 or > 64L << 30) problems.Add(FormattableString.Invariant($"The setting reading.memoryBytes is {ReadingMemoryBytes}; it must lie in {64L << 20}..{64L << 30}."));
        if (IngestParallel is < 1 or > 64) problems.Add(FormattableString.Invariant($"The setting ingest.parallel is {IngestParallel}; it must lie in 1..64."));
        if (UsageKept < TimeSpan.FromDays(1) || UsageKept > TimeSpan.FromDays(MostUsageDays)) problems.Add(FormattableString.Invariant($"The setting usage.keepDays is {UsageKept.TotalDays}; it must lie in 1..{MostUsageDays}."));
        problems.AddRange(Models.Validate() is { Count: > 0 } wrong ? wrong : AllModels().Validate());
        problems.AddRange(Answers.Validate());
        problems.AddRange(Conversations.Validate());
        problems.AddRange(Monitoring.Validate());
        problems.AddRange(Fitting.Validate());
        return problems;
    }

    /// <summary>Everything a gateway is told. What <see cref="Gateway"/> names stands in the place of <see cref="Models"/> of the same name.</summary>
    internal GatewaySettings AllModels()
    {
        var single = GatewaySettings.From(Models);
        return Gateway with
        {
            Targets = [.. single.Targets.Where(t => !Gateway.Targets.Any(mine => string.Equals(mine.Name, t.Name, StringComparison.Ordinal))).Concat(Gateway.Targets).Select(Priced)],
            Routes = [.. single.Routes.Where(r => !Gateway.Routes.Any(mine => string.Equals(mine.Name, r.Name, StringComparison.Ordinal))), .. Gateway.Routes],
        };
    }

    // What runs on this machine costs nothing, whatever its model is called.
    private static ModelTarget Priced(ModelTarget target) =>
        target.Price is null && !target.Endpoint.BaseUrl.IsLoopback && PriceList.Reviewed.Find(target.Provider, target.Endpoint.Model) is { } known ? target with { Price = known.Price } : target;

    private static ChunkingPlan PlanOf(string text)
    {
        try
        {
            return ChunkingPlan.Parse(text);
        }
        catch (ChunkingPlanException problem)
        {
            throw new SettingsException($"The setting chunker (GROUNDWORK_CHUNKER) cannot be used: {problem.Message}", problem);
        }
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? FromFile(SettingsFile? file, string variable) => variable switch
    {
        "GROUNDWORK_CHAT_URL" => file?.Chat?.Url,
        "GROUNDWORK_CHAT_MODEL" => file?.Chat?.Model,
        "GROUNDWORK_CHAT_KEY" => file?.Chat?.Key,
        "GROUNDWORK_EMBED_URL" => file?.Embed?.Url,
        "GROUNDWORK_EMBED_MODEL" => file?.Embed?.Model,
        "GROUNDWORK_EMBED_KEY" => file?.Embed?.Key,
        _ => null,
    };

    private static SettingsFile? ReadFile(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            // Read as text, so that the mark some editors put first is no obstacle.
            var text = File.ReadAllText(path);
            SettingsShape.Check(text, SettingsJson.Default.SettingsFile);
            return JsonSerializer.Deserialize(text, SettingsJson.Default.SettingsFile);
        }
        catch (JsonException problem)
        {
            throw new SettingsException($"The settings file {path} is not understood: {problem.Message}", problem);
        }
        catch (SettingsException problem)
        {
            throw new SettingsException($"{problem.Message} It stands in {path}.", problem);
        }
    }
}
