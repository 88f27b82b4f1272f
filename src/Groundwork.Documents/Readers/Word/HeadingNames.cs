using System.Globalization;
using System.Text;

namespace Groundwork.Documents.Readers.Word;

/// <summary>
/// Recognises heading styles by their names. Word itself writes the English name in every translation; other programs write what they show.
/// </summary>
internal static class HeadingNames
{
    private static readonly string[] s_words =
    [
        "heading", "überschrift", "titre", "título", "titulo", "titolo", "kop", "rubrik", "overskrift", "otsikko", "nagłówek", "nadpis", "naslov", "címsor", "titlu",
        "başlık", "заголовок", "επικεφαλίδα", "标题", "標題", "見出し", "제목", "عنوان", "כותרת", "शीर्षक", "đề mục", "หัวเรื่อง",
    ];

    /// <summary>Outline level 0..8 of a name like "heading 2", "Überschrift 2" or "标题 2"; null for another name.</summary>
    public static int? OutlineLevel(string name)
    {
        var normal = name.Normalize(NormalizationForm.FormC).Replace('_', ' ').Trim();
        if (normal.Length == 0 || CharUnicodeInfo.GetDecimalDigitValue(normal[^1]) is not (>= 1 and <= 9)) return null;
        var word = normal[..^1].TrimEnd();
        return Array.Exists(s_words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) ? CharUnicodeInfo.GetDecimalDigitValue(normal[^1]) - 1 : null;
    }
}
