using System.Globalization;
using System.Text;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>An answer with numbered citations, and the list they point to.</summary>
internal static class AnswerText
{
    public static void Draw(TextWriter output, AskReply reply)
    {
        if (reply.Abstained is { } abstained)
        {
            output.WriteLine($"No answer. {abstained.Reason}");
            if (abstained.Closest.Count > 0) output.WriteLine("\nClosest passages:");
            foreach (var hit in abstained.Closest) output.WriteLine($"  {hit.Title} ({hit.Document})\n    {Excerpts.Of(hit.Text, 160)}");
            DrawRemoved(output, reply);
            return;
        }

        var sources = new List<CitationReply>();
        var text = new StringBuilder();
        foreach (var claim in reply.Claims)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(reply.Answer, claim.Span.Start, claim.Span.Length);
            if (claim.Supported is false) text.Append(CultureInfo.InvariantCulture, $" [? {claim.Unsupported}]");
            foreach (var citation in claim.Citations)
            {
                sources.Add(citation);
                text.Append(CultureInfo.InvariantCulture, $" [{sources.Count}]");
            }
        }

        output.WriteLine(text);
        output.WriteLine();
        for (var i = 0; i < sources.Count; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  [{i + 1}] {sources[i].Title}, {PlaceOf(sources[i])}\n      \"{Excerpts.Of(sources[i].Quote, 160)}\""));
            if (sources[i].StandsFor is { } others) output.WriteLine($"      also in {string.Join(", ", others)}");
        }

        DrawRemoved(output, reply);
        if (reply.OtherLanguage is { } languages) output.WriteLine($"\n  The question is in \"{languages.Question}\", the answer in \"{languages.Answer}\".");
        var confidence = reply.Confidence is { } share ? string.Create(CultureInfo.InvariantCulture, $", confidence {share:P0}") : "";
        output.WriteLine($"\n  {reply.Model}, {Durations.Of(reply.ElapsedMs)}{confidence}");
    }

    private static void DrawRemoved(TextWriter output, AskReply reply)
    {
        if (reply.Removed is not { } removed) return;
        output.WriteLine("\nLeft out, because the evidence does not carry it:");
        foreach (var sentence in removed) output.WriteLine($"  {sentence.Reason}: {Excerpts.Of(sentence.Text, 160)}");
    }

    private static string PlaceOf(CitationReply citation) => citation.Place switch
    {
        { Part: { } part } => $"{citation.Path}, {part}",
        { Page: { } page } => string.Create(CultureInfo.InvariantCulture, $"{citation.Path}, page {page}"),
        { Line: { } line } => string.Create(CultureInfo.InvariantCulture, $"{citation.Path}:{line}"),
        _ => citation.Path,
    };
}
