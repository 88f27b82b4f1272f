using System.Text.Json;
using Groundwork.Storage;

namespace Groundwork.UseCases;

/// <summary>Every question with its answer, commit and citations, as events: what was said can be looked up and replayed later.</summary>
/// <param name="streams">Where events go.</param>
public sealed class AnswerLog(IEventStreams streams)
{
    private const int Attempts = 50;

    /// <summary>Appends one answer to the collection's stream.</summary>
    public async ValueTask RecordAsync(AskRequest request, AskReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stream = new StreamName($"answers/{request.Collection}");
        var answered = new StoredEvent("answered-1", JsonSerializer.Serialize(new AnsweredEvent(request, reply), GroundworkJson.Default.AnsweredEvent));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await streams.AppendAsync(stream, await streams.VersionAsync(stream, cancellationToken), [answered], cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Someone else's answer came first; the order of answers does not matter.
            }
        }
    }
}

/// <summary>A question and its answer, as they are kept.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Reply">What was answered.</param>
public sealed record AnsweredEvent(AskRequest Request, AskReply Reply);
