using System.Security.Cryptography;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Names of replies, where the provider gives none.</summary>
internal static class ReplyId
{
    public static string New(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
