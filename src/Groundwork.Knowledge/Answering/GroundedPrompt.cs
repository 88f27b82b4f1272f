using System.Globalization;
using System.Text;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Answering;

/// <summary>The prompt for an answer from numbered evidence. Its text stands in grounded.prompt.md.</summary>
internal static class GroundedPrompt
{
    /// <summary>What a model writes when the evidence does not answer.</summary>
    public const string NoAnswer = "NO ANSWER";

    private static readonly string Template = Load();

    /// <summary>Names the wording of the prompt.</summary>
    public static string Fingerprint { get; } = ContentHash.OfText(Template).Short();

    public static IReadOnlyList<ChatMessage> For(string question, IReadOnlyList<Evidence> evidence)
    {
        var listed = new StringBuilder();
        foreach (var (number, passage) in evidence)
            listed.Append(CultureInfo.InvariantCulture, $"[{number}] {OneLine(passage.Title)}\n<<<\n{passage.Chunk.Text}\n>>>\n\n");
        var parts = Template.Split("\n===\n", 2);

        // Both places are found before anything is put in, so that a question or a text that holds a placeholder stays itself.
        var around = parts[1].Trim().Split(["{evidence}", "{question}"], StringSplitOptions.None);
        var asked = $"{around[0]}{listed.ToString().TrimEnd()}{around[1]}{OneLine(question)}{around[2]}";
        return [new ChatMessage(ChatRole.System, parts[0].Trim()), new ChatMessage(ChatRole.User, asked)];
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Load()
    {
        using var stream = typeof(GroundedPrompt).Assembly.GetManifestResourceStream("Groundwork.Knowledge.Answering.grounded.prompt.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
