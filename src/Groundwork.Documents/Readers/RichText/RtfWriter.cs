using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>Puts the text of rich text together: paragraphs, list items, headings, tables, notes.</summary>
internal sealed class RtfWriter(DocumentBuilder builder, RtfStyles styles)
{
    private readonly StringBuilder _paragraph = new();
    private readonly StringBuilder _label = new();
    private readonly StringBuilder _note = new();
    private readonly StringBuilder _cell = new();
    private readonly CalledNotes _notes = new();
    private TableText? _table;
    private bool _isRowOpen;

    /// <summary>Text of the first paragraph in the Title style.</summary>
    public string? Title { get; private set; }

    public void Append(string text) => _paragraph.Append(text);

    public void AppendLabel(string text) => _label.Append(text);

    public void AppendNote(string text) => _note.Append(text);

    /// <summary>The note that was begun last is whole; its marker goes into the paragraph.</summary>
    public void EndNote()
    {
        _paragraph.Append(_notes.Call(_note.ToString()));
        _note.Clear();
    }

    public void EndParagraph(RtfState state)
    {
        if (state.IsInTable)
        {
            MoveToCell();
            return;
        }

        EndTable();
        AddParagraph(state);
    }

    public void EndCell()
    {
        MoveToCell();
        _table ??= new TableText();
        if (!_isRowOpen) _table.BeginRow();
        _isRowOpen = true;
        _table.Add(_cell.ToString());
        _cell.Clear();
    }

    public void EndRow() => _isRowOpen = false;

    /// <summary>A cell or a row of a table within a cell ends; it stays one text.</summary>
    public void EndInner(string separator)
    {
        MoveToCell();
        while (_cell.Length > 0 && (char.IsWhiteSpace(_cell[^1]) || _cell[^1] is ',')) _cell.Length--;
        if (_cell.Length > 0) _cell.Append(separator);
    }

    public void End(RtfState state)
    {
        if (_cell.Length > 0) EndCell();
        EndTable();
        AddParagraph(state);
        _notes.AddTo(builder, null);
    }

    private void MoveToCell()
    {
        AppendLabelTo(_cell);
        _cell.Append(_paragraph).Append(' ');
        _paragraph.Clear();
    }

    private void EndTable()
    {
        _table?.AddTo(builder);
        _table = null;
        _isRowOpen = false;
    }

    private void AddParagraph(RtfState state)
    {
        var text = _paragraph.ToString();
        _paragraph.Clear();
        var label = Label();
        _label.Clear();
        var (styleLevel, isTitle, isContents) = styles.Of(state.Style);
        if (string.IsNullOrWhiteSpace(text) || isContents) return;
        var outline = state.OutlineLevel ?? styleLevel;
        var isHeading = isTitle || outline is >= 0 and < 9;
        var isItem = label is not null || state.List > 0;
        if (isHeading) _notes.AddTo(builder, null);
        if (isTitle) Title ??= text;

        var block = new BlockText();
        if (isItem && !(isHeading && label is null or "-")) block.Append(label ?? "-").Append(" ");
        block.Append(isHeading ? text.Replace('\n', ' ') : text.TrimStart());
        if (isHeading) builder.Add(BlockKind.Heading, block, isTitle ? 1 : Math.Min(6, outline!.Value + 1));
        else if (isItem) builder.Add(BlockKind.ListItem, block, Math.Clamp(state.ListLevel, 0, 8) + 1);
        else builder.Add(BlockKind.Paragraph, block);
    }

    private void AppendLabelTo(StringBuilder target)
    {
        if (Label() is { } label) target.Append(label).Append(' ');
        _label.Clear();
    }

    // A bullet is a sign of some symbol font.
    private string? Label()
    {
        var text = _label.ToString().Trim();
        return text.Length == 0 ? null : text.Any(char.IsLetterOrDigit) ? text : "-";
    }
}
