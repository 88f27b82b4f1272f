namespace Groundwork.Language.Stemming;

/// <summary>A word being stemmed: characters that shrink and grow at the end, and sometimes in the middle.</summary>
internal sealed class StemWord
{
    private char[] _chars = new char[128];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    public char this[int index]
    {
        get => _chars[index];
        set => _chars[index] = value;
    }

    public void Set(ReadOnlySpan<char> word)
    {
        Reserve(word.Length);
        word.CopyTo(_chars);
        Length = word.Length;
    }

    /// <summary>True when the word ends with <paramref name="suffix"/> and the suffix begins at or after <paramref name="from"/>.</summary>
    public bool EndsWith(ReadOnlySpan<char> suffix, int from = 0) => Length - suffix.Length >= from && Chars.EndsWith(suffix, StringComparison.Ordinal);

    /// <summary>Replaces the last <paramref name="count"/> characters.</summary>
    public void ReplaceEnd(int count, ReadOnlySpan<char> with)
    {
        Reserve(Length - count + with.Length);
        Length += with.Length - count;
        with.CopyTo(_chars.AsSpan(Length - with.Length));
    }

    public void DropEnd(int count) => Length -= count;

    /// <summary>Takes back the last <see cref="DropEnd"/>; nothing else may have changed the word since.</summary>
    public void TakeBack(int count) => Length += count;

    /// <summary>Replaces <paramref name="count"/> characters at <paramref name="at"/>.</summary>
    public void Replace(int at, int count, ReadOnlySpan<char> with)
    {
        Reserve(Length + with.Length - count);
        _chars.AsSpan(at + count, Length - at - count).CopyTo(_chars.AsSpan(at + with.Length));
        with.CopyTo(_chars.AsSpan(at));
        Length += with.Length - count;
    }

    private void Reserve(int length)
    {
        if (length > _chars.Length) Array.Resize(ref _chars, length * 2);
    }
}
