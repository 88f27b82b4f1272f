using System.Globalization;
using System.Text;

namespace Groundwork.UseCases.Conversing;

/// <summary>A conversation as Markdown: questions as headings, answers with footnotes that name title, place and quote. Texts stay texts, whatever marks they hold.</summary>
internal static class ConversationMarkdown
{
    private const string Marks = "\\`*_[]<>#|~$&^!";

    /// <summary>The whole conversation.</summary>
    public static string Of(ConversationReply conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var text = new StringBuilder("# ").Append(Line(conversation.Title)).Append('\n');
        var notes = new List<string>();
        foreach (var turn in conversation.Turns)
        {
            text.Append("\n## ").Append(turn.State == TurnState.Forgotten ? "A question about a deleted document" : Line(turn.Question)).Append("\n\n");
            text.Append(turn switch
            {
                { State: TurnState.Forgotten } => "_Removed together with the document._\n",
                { Problem: { } problem } => $"_No answer: {Line(problem.Message)}_\n",
                { Reply: { Abstained: { } abstained } } => $"_No answer from these documents. {Line(abstained.Reason)}_\n",
                { Reply: { } reply } => Answer(reply, notes) + (turn.State == TurnState.Stopped ? "\n_Stopped here._\n" : ""),
                { State: TurnState.Stopped } => "_Stopped before anything was checked._\n",
                _ => "_No answer yet._\n",
            });
        }

        if (notes.Count > 0) text.Append('\n');
        AppendNotes(text, notes);
        return text.ToString();
    }

    /// <summary>One question and its answer, for a note or a message.</summary>
    public static string Of(string question, AskReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var notes = new List<string>();
        var text = new StringBuilder("> ").Append(Line(question)).Append("\n\n").Append(Answer(reply, notes)).Append('\n');
        AppendNotes(text, notes);
        return text.ToString();
    }

    private static void AppendNotes(StringBuilder text, List<string> notes)
    {
        for (var i = 0; i < notes.Count; i++) text.Append(CultureInfo.InvariantCulture, $"[^{i + 1}]: {notes[i]}\n");
    }

    private static string Answer(AskReply reply, List<string> notes)
    {
        var text = new StringBuilder();
        var done = 0;
        foreach (var claim in reply.Claims.OrderBy(c => c.Span.Start))
        {
            var end = claim.Span.Start + claim.Span.Length;
            if (claim.Span.Start < done || end > reply.Answer.Length) continue;
            text.Append(Escaped(reply.Answer[done..end]));
            foreach (var number in claim.Citations.Select(c => NumberOf(Note(c), notes)).Distinct()) text.Append(CultureInfo.InvariantCulture, $"[^{number}]");
            done = end;
        }

        return text.Append(Escaped(reply.Answer[done..])).Append('\n').ToString();
    }

    private static int NumberOf(string note, List<string> notes)
    {
        var known = notes.IndexOf(note);
        if (known >= 0) return known + 1;
        notes.Add(note);
        return notes.Count;
    }

    private static string Note(CitationReply citation) => $"{Line(citation.Title)}, {Line(PlaceOf(citation))}: “{Line(citation.Quote)}”";

    // The name of the file, not where it lies: an export is handed on.
    private static string PlaceOf(CitationReply citation)
    {
        var file = citation.Path[(citation.Path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        return citation.Place switch
        {
            { Part: { } part } => $"{file}, {part}",
            { Page: { } page } => string.Create(CultureInfo.InvariantCulture, $"{file}, page {page}"),
            { Line: { } line } => string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}"),
            _ => file,
        };
    }

    private static string Line(string text) => Escaped(string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Marks.Contains(character, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
