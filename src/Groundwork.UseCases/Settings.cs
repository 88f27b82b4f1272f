using System.Text.Json;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Models;

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

    /// <summary>The model that writes answers and the embedder of new collections; without them answers are extracted and searches go by words.</summary>
    public ModelSettings Models { get; init; } = new();

    /// <summary>Largest single document in bytes, 1,024 to 1 GiB. Default 64 MiB. Setting <c>reading.maxBytes</c>.</summary>
    public long MaxDocumentBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Whether collections without a configured embedder learn one from their own texts. Default true; the setting <c>embedder</c> or
    /// <c>GROUNDWORK_EMBEDDER</c> is <c>fitted</c> or <c>none</c>. What was learnt before stays in use.
    /// </summary>
    public bool LearnsMeaning { get; init; } = true;

    /// <summary>How new collections cut their documents. Setting <c>chunker</c> or <c>GROUNDWORK_CHUNKER</c>, like <c>headings</c> or <c>semantic max=300; text/csv=rows</c>.</summary>
    public ChunkingPlan Chunking { get; init; } = ChunkingPlan.Default;

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
        if (file?.Reading?.MaxBytes is { } bytes) settings = settings with { MaxDocumentBytes = bytes };
        var problems = settings.Validate();
        return problems.Count == 0 ? settings : throw new SettingsException(string.Join(" ", problems));
    }

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (MaxDocumentBytes is < 1024 or > MostDocumentBytes) problems.Add(FormattableString.Invariant($"The setting reading.maxBytes is {MaxDocumentBytes}; it must lie in 1024..{MostDocumentBytes}."));
        problems.AddRange(Models.Validate());
        problems.AddRange(Fitting.Validate());
        return problems;
    }

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
            return JsonSerializer.Deserialize(File.ReadAllText(path), SettingsJson.Default.SettingsFile);
        }
        catch (JsonException problem)
        {
            throw new SettingsException($"The settings file {path} is not understood: {problem.Message}", problem);
        }
    }
}
