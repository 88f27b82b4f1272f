using Groundwork.Language;

namespace Groundwork.Documents.Readers.Code;

/// <summary>
/// Cuts a source text at its definitions. Every piece is a block of code; <see cref="Block.Anchor"/> holds the qualified name of the innermost
/// definition that it belongs to and <see cref="Block.Level"/> its depth from 1. Code outside of all definitions has neither. What stands in a
/// type between its methods carries the type's name again.
/// </summary>
internal sealed class CodePieces
{
    private readonly string _text;
    private readonly List<Block> _pieces = [];
    private int _at;

    private CodePieces(string text) => _text = text;

    /// <summary>The pieces, ascending, together covering the whole text.</summary>
    /// <param name="text">The source.</param>
    /// <param name="definitions">In the order of their starts; inner ones lie inside outer ones.</param>
    public static List<Block> Of(string text, List<CodeDefinition> definitions)
    {
        var pieces = new CodePieces(text);
        var open = new Stack<CodeDefinition>();
        foreach (var definition in definitions)
        {
            while (open.TryPeek(out var ended) && ended.End <= definition.Start)
            {
                open.Pop();
                pieces.Take(pieces.EndOfLine(ended.End), ended);
            }

            pieces.Take(pieces.StartOfLine(definition.Start), open.TryPeek(out var outer) ? outer : null);
            open.Push(definition);
        }

        while (open.TryPop(out var ended)) pieces.Take(pieces.EndOfLine(ended.End), ended);
        pieces.Take(text.Length, null);
        return pieces._pieces;
    }

    private void Take(int end, CodeDefinition? definition)
    {
        if (end <= _at) return;
        var span = TextSpan.FromBounds(_at, end);
        var piece = _text.AsSpan(_at, end - _at);
        _at = end;
        if (piece.IsWhiteSpace()) return;
        // The braces that close a type are no piece of their own.
        if (_pieces.Count > 0 && piece.IndexOfAnyExcept("}); \t\n") < 0) _pieces[^1] = _pieces[^1] with { Span = TextSpan.FromBounds(_pieces[^1].Span.Start, end) };
        else _pieces.Add(new Block(BlockKind.Code, span, definition?.Depth ?? 0, definition?.Name));
    }

    // The indentation before a definition belongs to it.
    private int StartOfLine(int at)
    {
        var start = at;
        while (start > _at && _text[start - 1] is ' ' or '\t') start--;
        return start == 0 || start == _at || _text[start - 1] == '\n' ? start : at;
    }

    // So do a semicolon and a comment behind it on its last line.
    private int EndOfLine(int at)
    {
        var end = at;
        while (end < _text.Length && _text[end] is ' ' or '\t' or ';' or ',') end++;
        var isComment = _text.AsSpan(end).StartsWith("//") || _text.AsSpan(end).StartsWith("#") || _text.AsSpan(end).StartsWith("--");
        if (isComment) end = _text.IndexOf('\n', end) is var line and >= 0 ? line : _text.Length;
        return end == _text.Length || _text[end] == '\n' ? end : at;
    }
}
