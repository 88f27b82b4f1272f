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
        var model = await JudgeRoute.OpenAsync(workspace, request.Route, cancellationToken);
        var rubric = RubricFile.Read(Path.GetFullPath(request.Rubric, folder));
        var labels = await LabelFile.ReadAsync(Path.GetFullPath(request.Labels, folder), cancellationToken);
        var options = new CertifierOptions { Seed = request.Seed, Parallelism = request.Parallel, GoodFrom = request.GoodFrom };
        if (options.Validate() is { Count: > 0 } problems) throw new InvalidRequestException(string.Join(' ', problems));
        var certifier = new Certifier(options, workspace.Time);
        var judging = JudgeOptions.Default with { Time = workspace.Time };
        var certificate = labels.Kind == LabelKind.Pairs
            ? await certifier.CertifyAsync(new PairJudge(model, rubric, judging), labels, cancellationToken)
            : await certifier.CertifyAsync(new RubricJudge(model, rubric, judging), labels, cancellationToken);
        await new CertificateStore(database).SaveAsync(certificate, cancellationToken);
        return CertificateReply.Of(certificate);
    }

    /// <summary>Certificates, newest first.</summary>
    public async Task<CertificatesReply> ListAsync(CancellationToken cancellationToken)
    {
        const int Most = 1000;
        return new CertificatesReply([.. (await new CertificateStore(await workspace.Evals.OpenAsync(cancellationToken)).ListAsync(Most, cancellationToken)).Select(CertificateReply.Of)]);
    }
}
