namespace Groundwork.Documents.Readers.RichText;

/// <summary>What control words mean for the text.</summary>
internal static class RtfWords
{
    /// <summary>Words that only newer programs know and that hold text all the same: shapes, field codes of lists, properties.</summary>
    public static bool IsKnownExtension(string word) => word is "shpinst" or "shptxt" or "listtext" or "pntext" or "fldrslt" or "footnote";

    /// <summary>The destination that a word begins; null when it begins none.</summary>
    public static RtfDestination? Destination(string word) => word switch
    {
        "fonttbl" => RtfDestination.Fonts,
        "stylesheet" => RtfDestination.Styles,
        "info" => RtfDestination.Properties,
        "footnote" => RtfDestination.Note,
        "listtext" or "pntext" => RtfDestination.ListLabel,
        "colortbl" or "pict" or "nonshppict" or "header" or "headerl" or "headerr" or "headerf" or "footer" or "footerl" or "footerr" or "footerf" or "fldinst" or "objdata" or "sp"
            or "shprslt" or "xe" or "tc" or "rxe" or "txe" or "bkmkstart" or "bkmkend" or "ftnsep" or "ftnsepc" or "ftncn" or "aftnsep" or "aftnsepc" or "aftncn" or "listtable"
            or "listoverridetable" or "revtbl" or "nonesttables" or "annotation" or "atnid" or "atnauthor" or "filetbl" or "generator" or "themedata" or "pn" => RtfDestination.Nowhere,
        _ => null,
    };

    /// <summary>The characters that a word stands for; null when it stands for none.</summary>
    public static string? Text(string word) => word switch
    {
        "line" or "lbr" => "\n",
        "tab" => "\t",
        "emdash" => "\u2014",
        "endash" => "\u2013",
        "emspace" or "enspace" or "qmspace" => " ",
        "lquote" => "\u2018",
        "rquote" => "\u2019",
        "ldblquote" => "\u201C",
        "rdblquote" => "\u201D",
        "bullet" => "\u2022",
        _ => null,
    };
}
