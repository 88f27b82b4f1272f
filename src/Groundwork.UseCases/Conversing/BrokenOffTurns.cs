namespace Groundwork.UseCases.Conversing;

/// <summary>Ends the turns whose process died while it answered them.</summary>
internal static class BrokenOffTurns
{
    private const string Message = "The program ended while it answered. Ask again.";

    /// <returns>How many there were.</returns>
    public static async Task<int> EndAsync(ConversationStore conversations, ProcessMark processes, CancellationToken cancellationToken)
    {
        var running = await conversations.RunningAsync(cancellationToken);
        var dead = running.Select(r => r.Process).Distinct(StringComparer.Ordinal).Where(process => !processes.IsAlive(process)).ToHashSet(StringComparer.Ordinal);
        var broken = running.Where(r => dead.Contains(r.Process)).ToList();
        foreach (var (conversation, turn, _) in broken)
        {
            try
            {
                await conversations.EndAsync(conversation, turn, new ConversationEvent.Failed(turn, ErrorCatalog.BrokenOffCode, Message), [], cancellationToken);
            }
            catch (ConversationNotFoundException)
            {
                // Deleted just now.
            }
        }

        processes.RemoveStale();
        return broken.Count;
    }
}
