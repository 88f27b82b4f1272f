using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Tables;

/// <summary>
/// Writes records as blocks that can be read alone. A table becomes pieces of a few rows, each with the header row again: the repeated rows are
/// text of the document like any other, so every span stays exact. Records of many columns become lines "column: value", one block each.
/// </summary>
internal sealed class TableBlocks
{
    /// <summary>Wider records are written as lines.</summary>
    public const int MaxColumns = 30;

    /// <summary>So are records under a longer header row, which nobody could repeat.</summary>
    public const int MaxHeaderCharacters = 1000;

    private const int MaxRowsInPiece = 40;

    // About 400 tokens: a piece makes one passage, with its header.
    private const int MaxPieceCharacters = 1600;

    // A name in front of every value is there to tell values apart.
    private const int MaxNameCharacters = 80;

    private readonly DocumentBuilder _builder;
    private readonly string _path;
    private readonly long _maxCharacters;
    private readonly IReadOnlyList<string> _columns;
    private readonly int? _headerLine;
    private readonly string _header;
    private readonly BlockText _text = new();
    private int _rows;
    private long _written;

    /// <summary>Starts a table.</summary>
    /// <param name="builder">Receives the blocks.</param>
    /// <param name="columns">Names of the columns, at least one.</param>
    /// <param name="headerLine">Line of the header row; null when the names stand nowhere.</param>
    /// <param name="maxCharacters">Most that may be written: repeated names must not make a flood out of a small file.</param>
    public TableBlocks(DocumentBuilder builder, IReadOnlyList<string> columns, int? headerLine, long maxCharacters)
    {
        (_builder, _path, _columns, _headerLine, _maxCharacters) = (builder, builder.Source.Path, columns, headerLine, maxCharacters);
        IsWide = columns.Count > MaxColumns || columns.Sum(column => (long)column.Length) > MaxHeaderCharacters;
        _header = IsWide ? "" : PipeTable.Row(columns);
    }

    /// <summary>Records are written as lines.</summary>
    public bool IsWide { get; }

    /// <summary>Adds a record.</summary>
    /// <param name="cells">Values in the order of the columns; missing ones are empty, further ones have no name.</param>
    /// <param name="line">Line at which the record starts; null when it has none.</param>
    /// <exception cref="DocumentUnreadableException">More text than the limit.</exception>
    public void Add(IReadOnlyList<string> cells, int? line)
    {
        if (IsWide) AddLines(cells, line);
        else AddRow(cells, line);
    }

    /// <summary>Writes what is left. A table without records is its header.</summary>
    public void Finish()
    {
        if (_rows == 0 && _written == 0 && !IsWide) StartPiece();
        if (_text.Length > 0) _builder.Add(BlockKind.Table, _text);
        _text.Clear();
        _rows = 0;
    }

    private void AddRow(IReadOnlyList<string> cells, int? line)
    {
        var row = PipeTable.Row(cells.Count >= _columns.Count ? cells : [.. cells, .. Enumerable.Repeat("", _columns.Count - cells.Count)]);
        if (_rows == MaxRowsInPiece || (_rows > 0 && _text.Length + row.Length > MaxPieceCharacters)) Finish();
        if (_rows == 0) StartPiece();
        Count(row.Length + 1);
        _text.Append("\n").At(line).Append(row);
        _rows++;
    }

    private void StartPiece()
    {
        Count(2 * _header.Length);
        _text.At(_headerLine).Append(_header).Append("\n").Append(PipeTable.Separator(_columns.Count));
    }

    private void AddLines(IReadOnlyList<string> cells, int? line)
    {
        _text.Clear();
        for (var i = 0; i < cells.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(cells[i])) continue;
            var name = i < _columns.Count ? _columns[i] : "";
            if (name.Length > MaxNameCharacters) name = name[..(char.IsHighSurrogate(name[MaxNameCharacters - 1]) ? MaxNameCharacters - 1 : MaxNameCharacters)] + "…";
            Count(name.Length + cells[i].Length + 3);
            if (_text.Length > 0) _text.Append("\n");
            _text.At(line);
            if (name.Length > 0) _text.Append(name).Append(": ");
            _text.Append(cells[i]);
        }

        _builder.Add(BlockKind.Paragraph, _text);
        _text.Clear();
    }

    private void Count(long characters)
    {
        _written += characters;
        if (_written > _maxCharacters)
            throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant(
                $"\"{_path}\" has rows that would become more than {_maxCharacters} characters of text, with the names of their columns. Split it, or raise MaxBytes."));
    }
}
