namespace Groundwork.Evals.Scoring.Structure;

/// <summary>Whether the answer follows a schema.</summary>
internal sealed class SchemaScorer : IScorer
{
    private const long LongestFile = 4 * 1024 * 1024;

    private readonly JsonSchema _schema;

    private SchemaScorer(string name, string text)
    {
        try
        {
            _schema = JsonSchema.Parse(text);
        }
        catch (JsonSchemaException problem)
        {
            throw new ScorerSpecException($"The schema \"{name}\" cannot be used. {problem.Message}", problem);
        }

        Fingerprint = ScorerFingerprint.Of(Name, 1, text);
        Metrics = [new Metric($"json_schema/{name}", $"Whether the answer follows the schema {name}.") { IsRate = true, OfFailedItem = 0 }];
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo("json-schema", "Whether the answer is JSON that follows a schema of draft 7 or 2020-12; a code fence around it is permitted.", "json-schema:FILE", "nothing of the sample"),
        spec => new SchemaScorer(Path.GetFileName(spec.Rest), Read(spec)));

    public string Name => "json-schema";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken)
    {
        if (observation.Outcome == ObservedOutcome.Failed)
            return ValueTask.FromResult(Scores.OfFailedSubject(Metrics, observation));
        try
        {
            var problem = _schema.Check(JsonText.WithoutFence(observation.Text), cancellationToken);
            return ValueTask.FromResult(new ScoredObservation([new Score.Value(problem is null ? 1 : 0, problem?.ToString() ?? "")]));
        }
        catch (JsonSchemaException refusal)
        {
            return ValueTask.FromResult(Scores.Failed(Metrics, refusal.Message));
        }
    }

    private static string Read(ScorerSpec spec)
    {
        if (spec.Rest.Length == 0)
            throw new ScorerSpecException("The scorer \"json-schema\" needs a file, like json-schema:answer.schema.json.");
        if (spec.Folder is null && !Path.IsPathFullyQualified(spec.Rest))
            throw new ScorerSpecException($"The file \"{spec.Rest}\" is relative to no folder. Give its full path.");
        var file = new FileInfo(spec.Folder is null ? spec.Rest : Path.Combine(spec.Folder, spec.Rest));
        if (!file.Exists)
            throw new ScorerSpecException($"There is no file \"{file.FullName}\".");
        if (file.Length > LongestFile)
            throw new ScorerSpecException($"The schema \"{file.FullName}\" has {file.Length} bytes; a schema has at most {LongestFile}.");
        return File.ReadAllText(file.FullName);
    }
}
