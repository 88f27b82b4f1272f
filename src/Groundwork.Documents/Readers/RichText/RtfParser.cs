using System.Text;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>Follows the groups and control words of rich text and hands its text to the writer.</summary>
internal sealed class RtfParser(RtfTokens tokens, RtfWriter writer, RtfStyles styles, RtfProperties properties, CancellationToken cancellationToken)
{
    // Programs nest a few dozen groups. Deeper ones are counted and share the state of the last.
    private const int MaxDepth = 1000;

    private readonly RtfFonts _fonts = new();
    private readonly Stack<RtfState> _outer = new();
    private readonly List<byte> _bytes = [];
    private readonly StringBuilder _styleName = new();
    private RtfState _state = new() { CodePage = RtfFonts.DefaultCodePage, Substitutes = 1 };
    private int _deeper;
    private int _skipped;
    private int _font;
    private bool _isIgnorable;

    /// <summary>What a person should know about the reading.</summary>
    public List<string> Notes { get; } = [];

    public void Parse()
    {
        while (tokens.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tokens.Kind is not (RtfTokenKind.Text or RtfTokenKind.Code)) Decode();
            Take();
        }

        Decode();
        if (_outer.Count > 0) Notes.Add("The file ends before it is whole; what there is was read.");
        if (_deeper > 0) Notes.Add(FormattableString.Invariant($"The file opens more than {MaxDepth} groups inside each other; formats within the deepest were not followed."));
        writer.End(_state);
    }

    private void Take()
    {
        switch (tokens.Kind)
        {
            case RtfTokenKind.GroupStart:
                _skipped = 0;
                if (_outer.Count < MaxDepth) _outer.Push(_state);
                else _deeper++;
                break;
            case RtfTokenKind.GroupEnd:
                _skipped = 0;
                EndGroup();
                break;
            case RtfTokenKind.Word:
                TakeWord(tokens.Word, tokens.Number);
                break;
            case RtfTokenKind.Symbol when tokens.Sign == '*':
                _isIgnorable = true;
                return;
            case RtfTokenKind.Symbol:
                if (!IsSubstitute()) TakeSymbol((char)tokens.Sign);
                break;
            case RtfTokenKind.Code:
                if (!IsSubstitute()) _bytes.Add(tokens.Sign);
                break;
            default:
                var text = tokens.Text;
                var skipped = Math.Min(_skipped, text.Length);
                _skipped -= skipped;
                if (_state.Destination != RtfDestination.Nowhere) _bytes.AddRange(text[skipped..]);
                break;
        }

        _isIgnorable = false;
    }

    private void EndGroup()
    {
        if (_deeper > 0)
        {
            _deeper--;
            return;
        }

        if (_outer.Count == 0) return;
        var inner = _state;
        _state = _outer.Pop();
        if (inner.Destination == RtfDestination.Note && _state.Destination != RtfDestination.Note) writer.EndNote();
        if (inner.Destination == RtfDestination.Styles && _state.Destination == RtfDestination.Styles)
        {
            styles.Add(inner.Style, inner.OutlineLevel, _styleName.ToString());
            _styleName.Clear();
        }
    }

    // Bytes are decoded together, because one character may have several and each may be written by its code.
    private void Decode()
    {
        if (_bytes.Count == 0) return;
        var text = _fonts.EncodingOf(_state.CodePage).GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes));
        _bytes.Clear();
        Append(text);
    }

    private void Append(string text)
    {
        if (_state.IsHidden || _state.IsDeleted) return;
        switch (_state.Destination)
        {
            case RtfDestination.Body:
                writer.Append(text);
                break;
            case RtfDestination.Note:
                writer.AppendNote(text);
                break;
            case RtfDestination.ListLabel:
                writer.AppendLabel(text);
                break;
            case RtfDestination.Styles:
                _styleName.Append(text);
                break;
            case RtfDestination.Property:
                properties.Append(text);
                break;
        }
    }

    private bool IsSubstitute()
    {
        if (_skipped == 0) return false;
        _skipped--;
        return true;
    }

    private void TakeSymbol(char sign)
    {
        switch (sign)
        {
            case '\\' or '{' or '}':
                Append(sign.ToString());
                break;
            case '~':
                Append("\u00A0");
                break;
            case '_':
                Append("-");
                break;
            case '\n' or '\r':
                EndParagraph();
                break;
        }
    }

    private void TakeWord(string word, int? number)
    {
        if (word is "bin")
        {
            SkipBinary(number ?? 0);
            return;
        }

        if (word is "u" && number is { } code)
        {
            // Codes above 32767 are written as negative numbers.
            Append(((char)(ushort)code).ToString());
            _skipped = Math.Max(0, _state.Substitutes);
            return;
        }

        if (_skipped > 0)
        {
            _skipped--;
            return;
        }

        if (_isIgnorable && !RtfWords.IsKnownExtension(word))
        {
            _state.Destination = RtfDestination.Nowhere;
            return;
        }

        if (_state.Destination == RtfDestination.Nowhere) return;
        if (RtfWords.Destination(word) is { } destination) BeginDestination(word, destination);
        else if (_state.Destination is RtfDestination.Properties or RtfDestination.Property) TakeProperty(word, number);
        else if (RtfWords.Text(word) is { } text) Append(text);
        else TakeFormat(word, number);
    }

    private void BeginDestination(string word, RtfDestination destination)
    {
        // A footnote of the table of fonts is none: only the body has notes and labels.
        var isOfBody = destination is RtfDestination.Note or RtfDestination.ListLabel;
        if (isOfBody && _state.Destination != RtfDestination.Body) return;
        _state.Destination = destination;
        if (destination == RtfDestination.Property) properties.Begin(word);
    }

    private void TakeProperty(string word, int? number)
    {
        if (RtfProperties.IsKnown(word))
        {
            _state.Destination = RtfDestination.Property;
            properties.Begin(word);
        }
        else if (_state.Destination == RtfDestination.Properties)
        {
            // A property that nobody asks for.
            if (_outer.Count > 0 && _outer.Peek().Destination == RtfDestination.Properties) _state.Destination = RtfDestination.Nowhere;
        }
        else if (number is { } value)
        {
            properties.Take(word, value);
        }
    }

    private void TakeFormat(string word, int? number)
    {
        switch (word)
        {
            case "par" or "sect" or "page" or "column":
                EndParagraph();
                break;
            case "cell" when _state.Destination == RtfDestination.Body:
                writer.EndCell();
                break;
            case "row" when _state.Destination == RtfDestination.Body:
                writer.EndRow();
                break;
            case "nestcell" when _state.Destination == RtfDestination.Body:
                writer.EndInner(", ");
                break;
            case "nestrow" when _state.Destination == RtfDestination.Body:
                writer.EndInner("; ");
                break;
            case "pard":
                (_state.Style, _state.OutlineLevel, _state.List, _state.ListLevel, _state.IsInTable) = (0, null, 0, 0, false);
                break;
            case "plain":
                (_state.IsHidden, _state.IsDeleted, _state.CodePage) = (false, false, _fonts.CodePage(_fonts.DefaultFont));
                break;
            case "intbl":
                _state.IsInTable = true;
                break;
            case "s":
                _state.Style = number ?? 0;
                break;
            case "outlinelevel":
                _state.OutlineLevel = number;
                break;
            case "ls":
                _state.List = number ?? 0;
                break;
            case "ilvl":
                _state.ListLevel = number ?? 0;
                break;
            case "v":
                _state.IsHidden = number is not 0;
                break;
            case "deleted":
                _state.IsDeleted = number is not 0;
                break;
            case "uc":
                _state.Substitutes = Math.Clamp(number ?? 1, 0, 16);
                break;
            default:
                TakeFont(word, number);
                break;
        }
    }

    private void TakeFont(string word, int? number)
    {
        switch (word)
        {
            case "ansicpg":
                _state.CodePage = _fonts.FileCodePage = number ?? RtfFonts.DefaultCodePage;
                break;
            case "mac":
                _state.CodePage = _fonts.FileCodePage = 10000;
                break;
            case "pc":
                _state.CodePage = _fonts.FileCodePage = 437;
                break;
            case "pca":
                _state.CodePage = _fonts.FileCodePage = 850;
                break;
            case "deff":
                _fonts.DefaultFont = number ?? 0;
                break;
            case "f":
                _font = number ?? 0;
                if (_state.Destination != RtfDestination.Fonts) _state.CodePage = _fonts.CodePage(_font);
                break;
            case "fcharset" when _state.Destination == RtfDestination.Fonts:
                _fonts.Add(_font, number ?? 0);
                break;
        }
    }

    private void EndParagraph()
    {
        if (_state.Destination == RtfDestination.Body) writer.EndParagraph(_state);
        else Append(" ");
    }

    private void SkipBinary(int count)
    {
        if (count > tokens.Left) Notes.Add("The file ends inside a picture; what there is was read.");
        if (count > 0) tokens.Skip(count);
        else if (count < 0) Notes.Add("A picture of negative size was ignored.");
    }
}
