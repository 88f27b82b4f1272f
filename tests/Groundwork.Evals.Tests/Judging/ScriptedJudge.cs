using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals.Tests.Judging;

/// <summary>A judge that does what a test tells it.</summary>
internal sealed class ScriptedJudge(Func<JudgePrompt, int, string> says) : IChatClient
{
    private int _calls;

    /// <summary>Id of the model that a reply names.</summary>
    public string? AnswersAs { get; init; }

    public int Calls => _calls;

    public JudgePrompt? Last { get; private set; }

    public ChatOptions? LastOptions { get; private set; }

    /// <summary>A judge that gives a level for what it reads.</summary>
    public static ScriptedJudge Grades(Func<JudgePrompt, int> level) => new((prompt, _) => Verdict(prompt, level(prompt)));

    /// <summary>A judge that prefers one of two answers: 1, 2 or tie.</summary>
    public static ScriptedJudge Prefers(Func<string, string, string> better) =>
        new((prompt, _) => $$"""{"code":"{{prompt.Code}}","reason":"Because.","better":"{{better(prompt.Slots["answer 1"], prompt.Slots["answer 2"])}}"}""");

    public static string Verdict(JudgePrompt prompt, int level) => FormattableString.Invariant($$"""{"code":"{{prompt.Code}}","reason":"Because.","level":{{level}}}""");

    public JudgeModel As(string name = "scripted", string model = "acme-judge-1") => new(name, model, this);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = Interlocked.Increment(ref _calls);
        Last = JudgePrompt.Of(messages);
        LastOptions = options;
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, says(Last, call))) { ModelId = AnswersAs });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
