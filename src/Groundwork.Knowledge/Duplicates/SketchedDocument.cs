using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Duplicates;

/// <summary>A document as far as it can be compared without its text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Hash of its text.</param>
/// <param name="Sketch">Its sketch; null for a text without words.</param>
internal sealed record SketchedDocument(DocumentId Id, ContentHash Version, MinHashSketch? Sketch);
