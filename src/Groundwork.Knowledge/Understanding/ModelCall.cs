using System.Text;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Asks a model something that helps a search and without which the search goes on.</summary>
/// <param name="chat">The model.</param>
/// <param name="time">Clock.</param>
internal sealed class ModelCall(IChatClient chat, TimeProvider time)
{
    /// <summary>What the model says, or why it said nothing that can be used.</summary>
    /// <param name="question">The question for which it is asked; knows what was asked for it before.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="mostTokens">Longest answer asked for.</param>
    /// <param name="mostCharacters">A longer answer is not what was asked for.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public ValueTask<(string? Text, string Problem)> AskAsync(Question question, IReadOnlyList<ChatMessage> prompt, int mostTokens, int mostCharacters, CancellationToken cancellationToken) =>
        (question.Models ?? new AskedModels(time)).AskAsync("the model", string.Join('\0', prompt.Select(m => m.Text)), token => ReadAsync(prompt, mostTokens, mostCharacters, token), cancellationToken);

    private async Task<(string? Said, string Problem)> ReadAsync(IReadOnlyList<ChatMessage> prompt, int mostTokens, int mostCharacters, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var update in chat.GetStreamingResponseAsync(prompt, new ChatOptions { Temperature = 0, MaxOutputTokens = mostTokens }, cancellationToken))
        {
            text.Append(update.Text);
            if (text.Length > mostCharacters) return (null, $"the model wrote more than {mostCharacters} characters");
        }

        var said = text.ToString().Trim();
        return said.Length == 0 ? (null, "the model wrote nothing") : (said, string.Empty);
    }
}
