using System.Buffers;
using System.Text;

namespace Groundwork.Documents.Readers.Tables;

/// <summary>
/// Cuts delimited text into rows, one at a time and in one pass (RFC 4180, read leniently): a quoted value may hold delimiters and line ends,
/// a doubled quote is a quote, text behind a closing quote stays. A quote that is never closed is an ordinary character, and so are all after it.
/// </summary>
internal sealed class CsvRows
{
    private readonly string _text;
    private readonly char _delimiter;
    private readonly char _quote;
    private readonly SearchValues<char> _plainEnds;
    private int _at;
    private int _line = 1;
    private bool _quotesCount = true;

    public CsvRows(string text, char delimiter, char quote = '"', int start = 0)
    {
        (_text, _delimiter, _quote, _at) = (text, delimiter, quote, start);
        _line += text.AsSpan(0, start).Count('\n');
        _plainEnds = SearchValues.Create([delimiter, '\n']);
    }

    /// <summary>Line of the quote that is never closed; null when all are.</summary>
    public int? UnclosedQuoteLine { get; private set; }

    /// <summary>The next row with any value; null at the end.</summary>
    public CsvRow? Next()
    {
        while (_at < _text.Length)
        {
            var row = new CsvRow(_line, []);
            ReadRow(row.Cells);
            if (row.Cells.Exists(cell => !string.IsNullOrWhiteSpace(cell))) return row;
        }

        return null;
    }

    private void ReadRow(List<string> cells)
    {
        while (true)
        {
            cells.Add(ReadCell());
            if (_at >= _text.Length) return;
            if (_text[_at++] != '\n') continue;
            _line++;
            return;
        }
    }

    // Ends at the delimiter or line end behind the value.
    private string ReadCell()
    {
        var start = _at;
        while (start < _text.Length && _text[start] == ' ' && _delimiter != ' ') start++;
        if (_quotesCount && start < _text.Length && _text[start] == _quote && ReadQuoted(start) is { } quoted) return quoted;
        var length = _text.AsSpan(_at).IndexOfAny(_plainEnds);
        var end = length < 0 ? _text.Length : _at + length;
        var cell = _text[_at..end];
        _at = end;
        return cell.Trim(' ');
    }

    private string? ReadQuoted(int open)
    {
        StringBuilder? pieces = null;
        var from = open + 1;
        var lines = 0;
        while (true)
        {
            var close = _text.IndexOf(_quote, from);
            if (close < 0)
            {
                _quotesCount = false;
                UnclosedQuoteLine = _line;
                return null;
            }

            lines += _text.AsSpan(from, close - from).Count('\n');
            if (close + 1 < _text.Length && _text[close + 1] == _quote)
            {
                (pieces ??= new StringBuilder()).Append(_text, from, close + 1 - from);
                from = close + 2;
                continue;
            }

            var value = pieces is null ? _text[from..close] : pieces.Append(_text, from, close - from).ToString();
            var length = _text.AsSpan(close + 1).IndexOfAny(_plainEnds);
            _at = length < 0 ? _text.Length : close + 1 + length;
            _line += lines;
            return value + _text[(close + 1).._at].TrimEnd(' ');
        }
    }
}
