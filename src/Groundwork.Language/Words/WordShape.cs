namespace Groundwork.Language.Words;

/// <summary>What a word is made of; decides how much work its analysis takes.</summary>
[Flags]
internal enum WordShape : byte
{
    None = 0,
    Lower = 1,
    Upper = 2,
    Digit = 4,
    Underscore = 8,

    /// <summary>A point, colon, comma, semicolon or apostrophe between letters or digits.</summary>
    Inner = 16,

    /// <summary>Something outside ASCII; the other flags then speak of the ASCII characters before it only.</summary>
    BeyondAscii = 32,

    /// <summary>A run of a script without spaces.</summary>
    Run = 64,
}
