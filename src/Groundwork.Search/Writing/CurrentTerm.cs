namespace Groundwork.Search.Writing;

/// <summary>A term of the entry being added: its number, its first and last occurrence.</summary>
internal struct CurrentTerm
{
    public int Term;
    public int First;
    public int Last;
}
