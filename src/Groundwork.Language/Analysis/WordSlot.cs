namespace Groundwork.Language.Analysis;

/// <summary>What a text needs of a word that is remembered: 32 bytes, without the word itself.</summary>
internal struct WordSlot
{
    public WordKey Key;

    /// <summary>Whose <see cref="Number"/> it is; 0 for nobody's.</summary>
    public long Owner;

    /// <summary>What the owner calls the word.</summary>
    public int Number;

    /// <summary>Positions the word takes.</summary>
    public int Positions;
}
