namespace Groundwork.Search.Searching;

/// <summary>A scored entry of one segment.</summary>
internal readonly record struct Found(float Score, int Segment, int Entry);
