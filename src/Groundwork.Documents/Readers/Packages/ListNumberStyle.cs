namespace Groundwork.Documents.Readers.Packages;

/// <summary>How the numbers of a list look.</summary>
internal enum ListNumberStyle
{
    /// <summary>Not numbered.</summary>
    Bullet,

    /// <summary>1, 2, 3.</summary>
    Decimal,

    /// <summary>01, 02, 03.</summary>
    TwoDigits,

    /// <summary>a, b, c.</summary>
    LowerLetter,

    /// <summary>A, B, C.</summary>
    UpperLetter,

    /// <summary>i, ii, iii.</summary>
    LowerRoman,

    /// <summary>I, II, III.</summary>
    UpperRoman,
}
