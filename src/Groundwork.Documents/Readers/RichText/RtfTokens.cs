using System.Text;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>Cuts rich text into tokens (Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader"). Reads every byte once.</summary>
internal sealed class RtfTokens(ReadOnlyMemory<byte> bytes, int start)
{
    // The specification allows 32 letters and 10 digits.
    private const int MaxWordLength = 32;
    private const int MaxDigits = 10;

    private int _at = start;

    public RtfTokenKind Kind { get; private set; }

    /// <summary>The control word; empty for other kinds.</summary>
    public string Word { get; private set; } = "";

    /// <summary>The number behind a control word; null when there is none.</summary>
    public int? Number { get; private set; }

    /// <summary>The sign of a symbol, or the byte of a code.</summary>
    public byte Sign { get; private set; }

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> Text => bytes.Span[_textStart.._at];

    /// <summary>Bytes that were not read yet.</summary>
    public int Left => bytes.Length - _at;

    private int _textStart;

    /// <summary>Goes to the next token; false at the end.</summary>
    public bool Read()
    {
        var all = bytes.Span;
        // Line ends are no text: programs put them anywhere.
        while (_at < all.Length && all[_at] is (byte)'\r' or (byte)'\n' or 0) _at++;
        if (_at >= all.Length)
        {
            Kind = RtfTokenKind.End;
            return false;
        }

        switch (all[_at])
        {
            case (byte)'{':
                _at++;
                Kind = RtfTokenKind.GroupStart;
                break;
            case (byte)'}':
                _at++;
                Kind = RtfTokenKind.GroupEnd;
                break;
            case (byte)'\\':
                _at++;
                ReadControl(all);
                break;
            default:
                _textStart = _at;
                var length = all[_at..].IndexOfAny("{}\\\r\n\0"u8);
                _at = length < 0 ? all.Length : _at + length;
                Kind = RtfTokenKind.Text;
                break;
        }

        return true;
    }

    /// <summary>Passes over bytes that are no rich text.</summary>
    public void Skip(int count) => _at = (int)Math.Min(bytes.Length, (long)_at + count);

    private void ReadControl(ReadOnlySpan<byte> all)
    {
        Number = null;
        Word = "";
        if (_at >= all.Length)
        {
            Kind = RtfTokenKind.Symbol;
            Sign = 0;
            return;
        }

        if (!char.IsAsciiLetter((char)all[_at]))
        {
            Sign = all[_at++];
            Kind = RtfTokenKind.Symbol;
            if (Sign == '\'') ReadCode(all);
            return;
        }

        Kind = RtfTokenKind.Word;
        var from = _at;
        while (_at < all.Length && _at - from < MaxWordLength && char.IsAsciiLetter((char)all[_at])) _at++;
        Word = Encoding.ASCII.GetString(all[from.._at]);
        ReadNumber(all);
        if (_at < all.Length && all[_at] == ' ') _at++;
    }

    private void ReadNumber(ReadOnlySpan<byte> all)
    {
        var isNegative = _at + 1 < all.Length && all[_at] == '-' && char.IsAsciiDigit((char)all[_at + 1]);
        if (isNegative) _at++;
        var from = _at;
        long number = 0;
        while (_at < all.Length && _at - from < MaxDigits && char.IsAsciiDigit((char)all[_at])) number = (number * 10) + (all[_at++] - '0');
        if (_at > from) Number = (int)Math.Clamp(isNegative ? -number : number, int.MinValue, int.MaxValue);
    }

    private void ReadCode(ReadOnlySpan<byte> all)
    {
        Kind = RtfTokenKind.Code;
        var value = 0;
        for (var i = 0; i < 2 && _at < all.Length && char.IsAsciiHexDigit((char)all[_at]); i++) value = (value * 16) + Convert.ToInt32(((char)all[_at++]).ToString(), 16);
        Sign = (byte)value;
    }
}
