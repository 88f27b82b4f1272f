using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>Stands for a model that condenses conversations: it writes the question before the last one and the last one as one line. What a real model gains is not known from it.</summary>
internal sealed class ScriptedCondenser : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Condensed(messages.Last().Text))));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, Condensed(messages.Last().Text));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static string Condensed(string prompt)
    {
        var before = prompt.Split('\n').LastOrDefault(l => l.StartsWith("User: ", StringComparison.Ordinal))?["User: ".Length..] ?? string.Empty;
        var last = prompt[(prompt.LastIndexOf("<<<\n", StringComparison.Ordinal) + 4)..];
        return $"{before} {last[..last.IndexOf("\n>>>", StringComparison.Ordinal)]}".ReplaceLineEndings(" ");
    }
}
