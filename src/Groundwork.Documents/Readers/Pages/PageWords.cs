namespace Groundwork.Documents.Readers.Pages;

/// <summary>The words of one page, in no order that means anything.</summary>
internal sealed class PageWords(int number, float width, float height)
{
    /// <summary>From 1.</summary>
    public int Number { get; } = number;

    /// <summary>Points.</summary>
    public float Width { get; } = width;

    /// <summary>Points.</summary>
    public float Height { get; } = height;

    public List<PageWord> Words { get; set; } = [];

    /// <summary>The words were read from a picture: their order is that of speech, and their heights are guesses.</summary>
    public bool IsRecognised { get; init; }

    /// <summary>How sure the recognition is, 0 to 100, over all characters; null for text that was not recognised.</summary>
    public double? Confidence { get; init; }

    public int Characters => Words.Sum(word => word.Text.Length);
}
