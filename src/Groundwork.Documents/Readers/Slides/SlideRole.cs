namespace Groundwork.Documents.Readers.Slides;

/// <summary>What a shape is on its slide.</summary>
internal enum SlideRole
{
    /// <summary>A shape that the author placed freely.</summary>
    Free,

    /// <summary>The slide's title.</summary>
    Title,

    /// <summary>A placeholder of the layout.</summary>
    Placeholder,

    /// <summary>Number, date, header, footer, picture of the slide.</summary>
    Furniture,
}
