using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Tests;

/// <summary>A model that says what it is told, a word at a time, and remembers what it was asked.</summary>
internal sealed class ScriptedChat(Func<string, string> answer) : IChatClient
{
    public ScriptedChat(string answer) : this(_ => answer) { }

    public List<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    public Func<Task> BeforeEnd { get; set; } = () => Task.CompletedTask;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add([.. messages]);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer(Asked[^1][^1].Text))));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Asked.Add([.. messages]);
        foreach (var word in answer(Asked[^1][^1].Text).Split(' '))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }

        await BeforeEnd();
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 11, OutputTokenCount = 7 })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
