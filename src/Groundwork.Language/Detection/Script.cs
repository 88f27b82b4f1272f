namespace Groundwork.Language.Detection;

/// <summary>Scripts that narrow the choice of a language, most of them to one.</summary>
internal enum Script : byte
{
    None = 0,
    Latin = 1,
    Cyrillic = 2,
    Greek = 3,
    Armenian = 4,
    Hebrew = 5,
    Arabic = 6,
    Devanagari = 7,
    Bengali = 8,
    Gurmukhi = 9,
    Gujarati = 10,
    Tamil = 11,
    Telugu = 12,
    Kannada = 13,
    Malayalam = 14,
    Sinhala = 15,
    Thai = 16,
    Lao = 17,
    Myanmar = 18,
    Georgian = 19,
    Hangul = 20,
    Ethiopic = 21,
    Khmer = 22,
    Kana = 23,
    Han = 24,
}
