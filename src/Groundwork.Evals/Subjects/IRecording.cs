namespace Groundwork.Evals.Subjects;

/// <summary>Observations that were made elsewhere.</summary>
internal interface IRecording : IAsyncDisposable
{
    /// <summary>The observation of a sample; null when there is none.</summary>
    ValueTask<Observation?> FindAsync(string sample, int repeat, CancellationToken cancellationToken);
}
