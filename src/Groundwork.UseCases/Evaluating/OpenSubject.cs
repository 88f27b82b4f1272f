using Groundwork.Evals;

namespace Groundwork.UseCases.Evaluating;

/// <summary>A subject ready to be measured, with what decides its output.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Kind">What kind it is.</param>
/// <param name="Settings">By name, for people.</param>
/// <param name="Model">Its model; empty for none or unknown.</param>
/// <param name="Owned">What lives as long as the subject; null for nothing.</param>
internal sealed record OpenSubject(ISubject Subject, SubjectKind Kind, IReadOnlyDictionary<string, string> Settings, string Model, IAsyncDisposable? Owned) : IAsyncDisposable
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>False where nothing tells one state of the subject from the next, so that what was observed of it before says nothing about it now.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Refuses what no sample could be asked with, before any is.</summary>
    /// <exception cref="InvalidRequestException">The sample does not fit the request.</exception>
    public void Require(RunEvalRequest request, Sample first)
    {
        if (Kind == SubjectKind.Route) PromptTemplate.Fill(request.Prompt, first);
        if (Kind is SubjectKind.Retrieval or SubjectKind.Answers) SampleQuestion.Of(first, request.Mode);
    }

    /// <summary>Opens what a request names.</summary>
    /// <param name="workspace">The data directory.</param>
    /// <param name="request">The request.</param>
    /// <param name="folder">Folder that file names are relative to; null for those who may name no files and start no programs.</param>
    /// <param name="cancellationToken">Opens nothing.</param>
    public static async ValueTask<OpenSubject> OfAsync(Workspace workspace, RunEvalRequest request, string? folder, CancellationToken cancellationToken)
    {
        var (kind, target) = SubjectName.Read(request.Subject);
        if (kind is SubjectKind.Http or SubjectKind.Command or SubjectKind.Recorded or SubjectKind.Person)
            target = Path.GetFullPath(target, folder ?? throw new InvalidRequestException($"The subject \"{request.Subject}\" reads a file, and is measured from the command line only."));
        var asked = new SubjectRequest(kind, target)
        {
            Mode = request.Mode, Passages = request.Passages, Steps = request.Steps, IsExtractive = request.Extractive, WrongCost = request.WrongCost, Prompt = request.Prompt,
        };
        if (request.Passages is < 1 or > 1000) throw new InvalidRequestException(FormattableString.Invariant($"{request.Passages} passages cannot be found for each question; choose 1 to 1000."));
        try
        {
            return await OpenAsync(workspace, request, asked, cancellationToken);
        }
        catch (Exception problem) when (kind is SubjectKind.Http or SubjectKind.Command && problem is (ArgumentException or FormatException or OverflowException))
        {
            throw new InvalidRequestException($"{target} describes no subject: {problem.Message.Split(" (Parameter ")[0]} See docs/formats/subject.md.");
        }
    }

    public ValueTask DisposeAsync() => Owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async ValueTask<OpenSubject> OpenAsync(Workspace workspace, RunEvalRequest request, SubjectRequest asked, CancellationToken cancellationToken)
    {
        var (kind, target) = (asked.Kind, asked.Target);
        switch (kind)
        {
            case SubjectKind.Retrieval:
                var retrieval = await RetrievalSubject.OpenAsync(workspace, asked, cancellationToken);
                return new OpenSubject(retrieval, kind, retrieval.Settings, "", null);
            case SubjectKind.Answers:
                var answers = await AnswerSubject.OpenAsync(workspace, asked, cancellationToken);
                return new OpenSubject(answers, kind, answers.Settings, request.Extractive ? "" : workspace.ChatModel ?? "", null);
            case SubjectKind.Route:
                var route = await RouteSubject.OpenAsync(workspace, asked, cancellationToken);
                return new OpenSubject(route, kind, route.Settings, workspace.Models.ModelOf(target) ?? "", null);
            case SubjectKind.Http:
                var endpoint = await SubjectFile.HttpAsync(target, cancellationToken);
                return new OpenSubject(new HttpSubject(NameOf(target), endpoint, workspace.Secrets, s_client, workspace.Time), kind, new Dictionary<string, string>(StringComparer.Ordinal) { ["url"] = endpoint.Url, ["version"] = endpoint.Version }, "", null) { IsKnown = endpoint.Version.Length > 0 };
            case SubjectKind.Command:
                var program = await SubjectFile.CommandAsync(target, cancellationToken);
                return new OpenSubject(new CommandSubject(NameOf(target), program, workspace.Time), kind, new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = string.Join(' ', program.Arguments.Select(Shown).Prepend(program.Program)), ["version"] = program.Version }, "", null);
            default:
                var recorded = await RecordedSubject.OpenAsync(target, kind == SubjectKind.Person ? $"answers of {NameOf(target)}" : null, cancellationToken);
                return new OpenSubject(recorded, kind, new Dictionary<string, string>(StringComparer.Ordinal) { ["file"] = Path.GetFileName(target) }, "", recorded);
        }
    }

    // An argument that stands for a secret is not shown; whoever reads the run does not need it.
    private static string Shown(string argument) => argument.Contains("${", StringComparison.Ordinal) ? "•••" : argument;

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
