using Groundwork.Evals;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>A judge is compared with people, attacked, and given a certificate or refused one.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class CertifyJudge(Workspace workspace)
{
    /// <summary>Judges labelled items and keeps what came of it.</summary>
    /// <param name="request">The judge and the labels.</param>
    /// <param name="folder">Folder that file names are relative to.</param>
    /// <param name="cancellationToken">Keeps nothing.</param>
    /// <exception cref="JudgeFileException">The rubric or the labels cannot be read.</exception>
    public async Task<CertificateReply> RunAsync(CertifyJudgeRequest request, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        if (request.Entailment && request.Rubric is not null) throw new InvalidRequestException("Entailment is judged without a rubric. Leave --rubric out, or --entailment.");
        var labels = await LabelFile.ReadAsync(Path.GetFullPath(request.Labels, folder), cancellationToken);
        var options = new CertifierOptions { Seed = request.Seed, Parallelism = request.Parallel, GoodFrom = request.GoodFrom };
        if (options.Validate() is { Count: > 0 } problems) throw new InvalidRequestException(string.Join(' ', problems));
        var certifier = new Certifier(options, workspace.Time);
        try
        {
            var certificate = await CertifyAsync(certifier, request, labels, folder, cancellationToken);
            await new CertificateStore(database).SaveAsync(certificate, cancellationToken);
            return CertificateReply.Of(certificate);
        }
        catch (ArgumentException problem)
        {
            throw new InvalidRequestException($"{problem.Message.Split(" (Parameter ")[0]} Labels for entailment have the kind grades and the scale [0,1]; others must fit the rubric.");
        }
    }

    private async ValueTask<JudgeCertificate> CertifyAsync(Certifier certifier, CertifyJudgeRequest request, LabelSet labels, string folder, CancellationToken cancellationToken)
    {
        var judging = JudgeOptions.Default with { Time = workspace.Time };
        if (request.Entailment)
        {
            var isBaseline = string.Equals(request.Route, CertifyJudgeRequest.Baseline, StringComparison.Ordinal);
            IEntailment entailment = isBaseline ? new LexicalNumericEntailment() : new JudgeEntailment(await JudgeRoute.OpenAsync(workspace, request.Route, cancellationToken), judging);
            return await certifier.CertifyAsync(new EntailmentGrader(entailment), labels, cancellationToken);
        }

        var path = request.Rubric ?? throw new InvalidRequestException("Name what is judged: --rubric FILE, or --entailment for what claims and citations rest on.");
        var model = await JudgeRoute.OpenAsync(workspace, request.Route, cancellationToken);
        var rubric = RubricFile.Read(Path.GetFullPath(path, folder));
        return labels.Kind == LabelKind.Pairs
            ? await certifier.CertifyAsync(new PairJudge(model, rubric, judging), labels, cancellationToken)
            : await certifier.CertifyAsync(new RubricJudge(model, rubric, judging), labels, cancellationToken);
    }

    /// <summary>Certificates, newest first.</summary>
    public async Task<CertificatesReply> ListAsync(CancellationToken cancellationToken)
    {
        const int Most = 1000;
        return new CertificatesReply([.. (await new CertificateStore(await workspace.Evals.OpenAsync(cancellationToken)).ListAsync(Most, cancellationToken)).Select(CertificateReply.Of)]);
    }
}
