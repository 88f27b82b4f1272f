namespace Groundwork.Search.Searching;

/// <summary>Entry, field and frequency, packed so that sorting the integers sorts by entry and field.</summary>
internal static class Gathered
{
    private const int FrequencyBits = 27;
    private const int FieldBits = 5;

    public static ulong Pack(int entry, int field, int frequency) => ((ulong)entry << (FieldBits + FrequencyBits)) | ((ulong)field << FrequencyBits) | (uint)frequency;

    public static int Entry(ulong value) => (int)(value >> (FieldBits + FrequencyBits));

    public static int Field(ulong value) => (int)(value >> FrequencyBits) & ((1 << FieldBits) - 1);

    public static int Frequency(ulong value) => (int)value & ((1 << FrequencyBits) - 1);
}
