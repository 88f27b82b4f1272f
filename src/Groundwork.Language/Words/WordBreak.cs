namespace Groundwork.Language.Words;

/// <summary>Values of the Unicode property Word_Break; the highest bit marks Extended_Pictographic beside it.</summary>
internal enum WordBreak : byte
{
    Other = 0,
    CR = 1,
    LF = 2,
    Newline = 3,
    Extend = 4,
    Zwj = 5,
    Format = 6,
    RegionalIndicator = 7,
    Katakana = 8,
    HebrewLetter = 9,
    ALetter = 10,
    SingleQuote = 11,
    DoubleQuote = 12,
    MidNumLet = 13,
    MidLetter = 14,
    MidNum = 15,
    Numeric = 16,
    ExtendNumLet = 17,
    WSegSpace = 18,
    Pictographic = 0x80,
}
