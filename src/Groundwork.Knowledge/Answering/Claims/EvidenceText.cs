using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>One passage of the evidence, read for checking: its sentences, list items and table rows, each read once.</summary>
internal sealed class EvidenceText
{
    private readonly Dictionary<TextSpan, Statement> _read = [];
    private readonly string _around;

    public EvidenceText(Evidence evidence)
    {
        Number = evidence.Number;
        Passage = evidence.Passage;
        Units = AnswerUnits.All(evidence.Passage);
        Quotes = new QuoteFinder(Text, Language, Units);
        _around = string.Join(' ', Passage.Chunk.Headings.Prepend(Passage.Title));
    }

    public int Number { get; }

    public Passage Passage { get; }

    public string Text => Passage.Chunk.Text;

    public LanguageCode Language => Passage.Language;

    public QuoteFinder Quotes { get; }

    /// <summary>What can carry a claim by itself, in order.</summary>
    public IReadOnlyList<TextSpan> Units { get; }

    public Statement Read(TextSpan span)
    {
        if (!_read.TryGetValue(span, out var statement)) _read[span] = statement = new Statement(HeadOf(span) + span.Of(Text), Language);
        return statement;
    }

    // A row of a table speaks with the words of the table's first row.
    private string HeadOf(TextSpan span)
    {
        if (span.IsEmpty || Text[span.Start] != '|') return string.Empty;
        var head = span.Start;
        while (head > 1 && Text[head - 1] == '\n')
        {
            var line = Text.LastIndexOf('\n', head - 2) + 1;
            if (Text[line] != '|') break;
            head = line;
        }

        return head == span.Start ? string.Empty : Text[head..(Text.IndexOf('\n', head) + 1)];
    }

    /// <summary>The units that a span touches, as one span; the span itself where it touches none.</summary>
    public TextSpan UnitsOf(TextSpan span)
    {
        var touched = Units.Where(unit => unit.Overlaps(span)).ToArray();
        return touched.Length == 0 ? span : TextSpan.FromBounds(Math.Min(touched[0].Start, span.Start), Math.Max(touched[^1].End, span.End));
    }

    /// <summary>Whether a unit is a row of a table.</summary>
    public bool IsRow(TextSpan unit) => !unit.IsEmpty && Text[unit.Start] == '|';

    /// <summary>The same, but each row of a table by itself.</summary>
    public IReadOnlyList<TextSpan> UnitsApart(TextSpan span)
    {
        var touched = Units.Where(unit => unit.Overlaps(span)).ToArray();
        return touched.Length > 1 && Array.Exists(touched, IsRow) ? touched : [UnitsOf(span)];
    }

    /// <summary>What may name the things that a span speaks of: title, headings, and the unit before.</summary>
    public string Around(TextSpan span)
    {
        var before = Units.LastOrDefault(unit => unit.End <= span.Start);
        return before.IsEmpty ? _around : _around + " " + before.Of(Text);
    }
}
