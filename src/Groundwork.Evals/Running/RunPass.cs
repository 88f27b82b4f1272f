using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals.Running;

/// <summary>One start of a run: finds what is missing, calls the subject for it, and hands what comes to the writer.</summary>
internal sealed class RunPass(IDatabase database, TimeProvider time, RunRequest request, EvalRun run, RunTally tally)
{
    // What waits to be written; a database that is slower than the subject slows it down.
    private const int MostWaiting = 400;

    private readonly Channel<MadeObservation> _made = Channel.CreateBounded<MadeObservation>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly RunLimits _limits = new(request, tally.Dollars);
    private readonly CallPace _pace = new(request.MaxPerMinute, time);
    private readonly ObservationWriter _writer = new(database, time, run, request.Subject.Fingerprint, tally);

    /// <summary>Calls of the subject that were made.</summary>
    public int Calls => _limits.Calls;

    /// <summary>Why it stopped; null when it came to the end.</summary>
    public string? StopReason => _limits.StopReason;

    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        // When nothing can be stored any more, nothing more is asked.
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(broken);
        try
        {
            await Parallel.ForEachAsync(
                MissingAsync(broken.Token),
                new ParallelOptions { MaxDegreeOfParallelism = request.Parallelism, CancellationToken = broken.Token },
                CallAsync);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The writer broke and says why below.
        }
        finally
        {
            _made.Writer.Complete();
            await writing;
        }
    }

    private async Task WriteAsync(CancellationTokenSource broken)
    {
        try
        {
            await _writer.WriteAllAsync(_made.Reader);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    private async ValueTask CallAsync(MissingObservation missing, CancellationToken cancellationToken)
    {
        if (!_limits.TryBegin()) return;
        await _pace.WaitAsync(cancellationToken);
        if (_limits.StopReason is not null)
        {
            _limits.TakeBack();
            return;
        }

        try
        {
            var observation = await SubjectCall.RunAsync(request.Subject, missing.Sample, missing.Repeat, request.ItemTimeout, time, cancellationToken);
            _limits.Count(observation);
            await _made.Writer.WriteAsync(new MadeObservation(missing.Position, missing.Asked, observation), CancellationToken.None);
        }
        catch (SubjectUnavailableException problem)
        {
            _limits.Stop(problem.Message);
        }
    }

    private async IAsyncEnumerable<MissingObservation> MissingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in RunPages.ReadAsync(database, run, [], cancellationToken))
        {
            var replayed = request.IsFresh ? [] : await _writer.ReplayAsync(page, cancellationToken);
            foreach (var item in page)
            {
                var stored = item.Observations.Select(observation => observation.Repeat).ToHashSet();
                for (var repeat = 0; repeat < run.Repeats; repeat++)
                {
                    if (_limits.StopReason is not null) yield break;
                    if (!stored.Contains(repeat) && !replayed.Contains((item.Position, repeat))) yield return new MissingObservation(item.Position, item.Asked, item.Sample, repeat);
                }
            }
        }
    }
}
