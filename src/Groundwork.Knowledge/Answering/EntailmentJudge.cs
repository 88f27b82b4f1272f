using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Answering;

/// <summary>Asks a model whether a claim follows from the words it cites. Its prompt stands in entailment.prompt.md.</summary>
internal sealed class EntailmentJudge(IChatClient chat)
{
    private static readonly PromptFile Prompt = new("entailment.prompt.md");

    /// <summary>Names the wording of the prompt.</summary>
    public static string Fingerprint => Prompt.Fingerprint;

    /// <summary>The verdict; a judge that fails or does not answer with one word has not judged.</summary>
    public async ValueTask<EntailmentVerdict> JudgeAsync(string statement, string text, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await chat.GetResponseAsync(Prompt.With(("text", Fence.Around(text)), ("statement", Fence.Around(statement))), new ChatOptions { Temperature = 0, MaxOutputTokens = 200 }, cancellationToken);
            return Parse(reply.Text);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever keeps a judge from judging, the claim has passed the checks by code and says that nobody judged it.
            return EntailmentVerdict.NotJudged;
        }
    }

    /// <summary>Reads a verdict: one of three words, nothing else but a full stop.</summary>
    public static EntailmentVerdict Parse(string reply) => reply.Trim().TrimEnd('.').ToLowerInvariant() switch
    {
        "yes" => EntailmentVerdict.Yes,
        "no" => EntailmentVerdict.No,
        "unknown" => EntailmentVerdict.Unknown,
        _ => EntailmentVerdict.NotJudged,
    };
}
