namespace Groundwork.Search.Writing;

/// <summary>One occurrence of a term in an entry, packed so that sorting the integers sorts by term, field and position.</summary>
internal static class Occurrence
{
    private const int PositionBits = 26;
    private const int FieldBits = 5;

    public static ulong Pack(int term, int field, int position) =>
        ((ulong)term << (FieldBits + PositionBits)) | ((ulong)field << PositionBits) | (uint)position;

    public static int Term(ulong occurrence) => (int)(occurrence >> (FieldBits + PositionBits));

    public static int Field(ulong occurrence) => (int)(occurrence >> PositionBits) & ((1 << FieldBits) - 1);

    public static int Position(ulong occurrence) => (int)occurrence & ((1 << PositionBits) - 1);
}
