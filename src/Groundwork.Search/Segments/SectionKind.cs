namespace Groundwork.Search.Segments;

/// <summary>What a part of a segment file holds. The numbers are in the files; a reader skips kinds it does not know.</summary>
internal enum SectionKind
{
    Info = 1,
    KeyOffsets = 2,
    KeyBytes = 3,
    KeyOrder = 4,
    FieldLengths = 5,
    TermBlocks = 6,
    TermIndex = 7,
    Postings = 8,
    ColumnDirectory = 9,
    ColumnData = 10,
    VectorEntries = 11,
    VectorNorms = 12,
    Vectors = 13,
    VectorCodes = 30,
    VectorScales = 31,
    VectorErrors = 32,
    VectorLifts = 33,
    VectorHead = 34,
    GraphLinks = 35,
    GraphRows = 36,
    GraphStarts = 37,
    GraphUpperLinks = 38,
    GraphUpperCodes = 39,
}
