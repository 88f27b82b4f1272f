namespace Groundwork.Language.Words;

/// <summary>Scripts written without spaces between words. Han, hiragana and katakana count as one: they mix within words.</summary>
internal enum RunScript : byte
{
    None = 0,
    HanAndKana = 1,
    Thai = 2,
    Lao = 3,
    Khmer = 4,
    Myanmar = 5,
}
