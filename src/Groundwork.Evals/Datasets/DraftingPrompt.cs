using System.Globalization;
using System.Text.Json;
using Groundwork.Evals.Storing;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals.Datasets;

/// <summary>Asks a model for questions about a passage, and once more when its reply cannot be read.</summary>
internal sealed class DraftingPrompt(IChatClient model)
{
    private const string Repair = "That was not the JSON object that was asked for ({0}). Reply again, with the JSON object and nothing else.";

    /// <summary>The prompt with its places.</summary>
    public static string Text { get; } = Load();

    /// <returns>The proposals; or none, and why.</returns>
    public async ValueTask<(IReadOnlyList<ProposedQuestion> Proposals, string? Problem)> AskAsync(DraftSection section, int count, long seed, CancellationToken cancellationToken)
    {
        // The passage cannot hold the fence: it is a hash over the passage.
        var fence = "=====" + ContentHash.OfText(FormattableString.Invariant($"{seed}\n{section.Text}")).Short(24);
        var prompt = Text.Replace("{{count}}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{{fence}}", fence, StringComparison.Ordinal);
        List<ChatMessage> messages = [new(ChatRole.System, prompt), new(ChatRole.User, $"{fence}\n{section.Text}\n{fence}")];
        var options = new ChatOptions { Temperature = 0, Seed = seed, ResponseFormat = ChatResponseFormat.Json };
        var reply = (await model.GetResponseAsync(messages, options, cancellationToken)).Text;
        try
        {
            return (Read(reply), null);
        }
        catch (FormatException problem)
        {
            messages.Add(new ChatMessage(ChatRole.Assistant, reply));
            messages.Add(new ChatMessage(ChatRole.User, string.Format(CultureInfo.InvariantCulture, Repair, problem.Message)));
        }

        reply = (await model.GetResponseAsync(messages, options, cancellationToken)).Text;
        try
        {
            return (Read(reply), null);
        }
        catch (FormatException problem)
        {
            return ([], $"the model's reply cannot be read, also after it was told so: {problem.Message}");
        }
    }

    private static List<ProposedQuestion> Read(string reply)
    {
        using var json = SampleReader.Parse(Unfenced(reply));
        return new JsonMembers(json.RootElement, "the reply").List("questions", question =>
        {
            var members = new JsonMembers(question, "a question");
            return new ProposedQuestion(
                members.Text("question") ?? throw members.Missing("question"), members.Text("answer") ?? throw members.Missing("answer"), members.Text("quote") ?? throw members.Missing("quote"));
        }) ?? throw new FormatException("the reply lacks \"questions\"");
    }

    // Models like to wrap JSON into a block of code.
    private static string Unfenced(string reply)
    {
        var text = reply.Trim();
        if (!text.StartsWith("```", StringComparison.Ordinal) || !text.EndsWith("```", StringComparison.Ordinal)) return text;
        var firstLine = text.IndexOf('\n', StringComparison.Ordinal);
        return firstLine < 0 || text.Length - 3 <= firstLine ? text : text[(firstLine + 1)..^3];
    }

    private static string Load()
    {
        using var stream = typeof(DraftingPrompt).Assembly.GetManifestResourceStream("Groundwork.Evals.Datasets.drafting.prompt.md")
            ?? throw new InvalidOperationException("The prompt drafting.prompt.md is not part of this program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
