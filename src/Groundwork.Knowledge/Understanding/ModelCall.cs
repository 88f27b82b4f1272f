using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Asks a model something that helps a search and without which the search goes on.</summary>
/// <param name="chat">The model.</param>
/// <param name="time">Clock.</param>
internal sealed class ModelCall(IChatClient chat, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    /// <summary>What the model says, or why it said nothing that can be used.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="mostTokens">Longest answer asked for.</param>
    /// <param name="mostCharacters">A longer answer is not what was asked for.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async ValueTask<(string? Text, string Problem)> AskAsync(IReadOnlyList<ChatMessage> prompt, int mostTokens, int mostCharacters, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var text = new System.Text.StringBuilder();
            await foreach (var update in chat.GetStreamingResponseAsync(prompt, new ChatOptions { Temperature = 0, MaxOutputTokens = mostTokens }, either.Token))
            {
                text.Append(update.Text);
                if (text.Length > mostCharacters) return (null, $"the model wrote more than {mostCharacters} characters");
            }

            var said = text.ToString().Trim();
            return said.Length == 0 ? (null, "the model wrote nothing") : (said, string.Empty);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is the matter with the model, the question can be searched without it.
            return (null, patience.IsCancellationRequested ? $"the model did not answer within {s_patience.TotalSeconds} s" : $"the model could not be asked ({problem.Message})");
        }
    }
}
