namespace LoRaNode.Core.Security;

/// <summary>
/// The round constants of SHA-512: fractional parts of the cube roots of the first eighty primes (FIPS 180-4, 4.2.3). They are numbers in
/// the code, which the device leaves in its flash: a table would be copied to the heap.
/// </summary>
internal static class Sha512Constants
{
    /// <summary>Writes sixteen of them.</summary>
    /// <param name="part">Which sixteen, 0 to 4.</param>
    /// <param name="k">Takes them.</param>
    internal static void Load(int part, ulong[] k)
    {
        switch (part)
        {
            case 0:
                k[0] = 0x428A2F98D728AE22;
                k[1] = 0x7137449123EF65CD;
                k[2] = 0xB5C0FBCFEC4D3B2F;
                k[3] = 0xE9B5DBA58189DBBC;
                k[4] = 0x3956C25BF348B538;
                k[5] = 0x59F111F1B605D019;
                k[6] = 0x923F82A4AF194F9B;
                k[7] = 0xAB1C5ED5DA6D8118;
                k[8] = 0xD807AA98A3030242;
                k[9] = 0x12835B0145706FBE;
                k[10] = 0x243185BE4EE4B28C;
                k[11] = 0x550C7DC3D5FFB4E2;
                k[12] = 0x72BE5D74F27B896F;
                k[13] = 0x80DEB1FE3B1696B1;
                k[14] = 0x9BDC06A725C71235;
                k[15] = 0xC19BF174CF692694;
                break;
            case 1:
                k[0] = 0xE49B69C19EF14AD2;
                k[1] = 0xEFBE4786384F25E3;
                k[2] = 0x0FC19DC68B8CD5B5;
                k[3] = 0x240CA1CC77AC9C65;
                k[4] = 0x2DE92C6F592B0275;
                k[5] = 0x4A7484AA6EA6E483;
                k[6] = 0x5CB0A9DCBD41FBD4;
                k[7] = 0x76F988DA831153B5;
                k[8] = 0x983E5152EE66DFAB;
                k[9] = 0xA831C66D2DB43210;
                k[10] = 0xB00327C898FB213F;
                k[11] = 0xBF597FC7BEEF0EE4;
                k[12] = 0xC6E00BF33DA88FC2;
                k[13] = 0xD5A79147930AA725;
                k[14] = 0x06CA6351E003826F;
                k[15] = 0x142929670A0E6E70;
                break;
            case 2:
                k[0] = 0x27B70A8546D22FFC;
                k[1] = 0x2E1B21385C26C926;
                k[2] = 0x4D2C6DFC5AC42AED;
                k[3] = 0x53380D139D95B3DF;
                k[4] = 0x650A73548BAF63DE;
                k[5] = 0x766A0ABB3C77B2A8;
                k[6] = 0x81C2C92E47EDAEE6;
                k[7] = 0x92722C851482353B;
                k[8] = 0xA2BFE8A14CF10364;
                k[9] = 0xA81A664BBC423001;
                k[10] = 0xC24B8B70D0F89791;
                k[11] = 0xC76C51A30654BE30;
                k[12] = 0xD192E819D6EF5218;
                k[13] = 0xD69906245565A910;
                k[14] = 0xF40E35855771202A;
                k[15] = 0x106AA07032BBD1B8;
                break;
            case 3:
                k[0] = 0x19A4C116B8D2D0C8;
                k[1] = 0x1E376C085141AB53;
                k[2] = 0x2748774CDF8EEB99;
                k[3] = 0x34B0BCB5E19B48A8;
                k[4] = 0x391C0CB3C5C95A63;
                k[5] = 0x4ED8AA4AE3418ACB;
                k[6] = 0x5B9CCA4F7763E373;
                k[7] = 0x682E6FF3D6B2B8A3;
                k[8] = 0x748F82EE5DEFB2FC;
                k[9] = 0x78A5636F43172F60;
                k[10] = 0x84C87814A1F0AB72;
                k[11] = 0x8CC702081A6439EC;
                k[12] = 0x90BEFFFA23631E28;
                k[13] = 0xA4506CEBDE82BDE9;
                k[14] = 0xBEF9A3F7B2C67915;
                k[15] = 0xC67178F2E372532B;
                break;
            default:
                k[0] = 0xCA273ECEEA26619C;
                k[1] = 0xD186B8C721C0C207;
                k[2] = 0xEADA7DD6CDE0EB1E;
                k[3] = 0xF57D4F7FEE6ED178;
                k[4] = 0x06F067AA72176FBA;
                k[5] = 0x0A637DC5A2C898A6;
                k[6] = 0x113F9804BEF90DAE;
                k[7] = 0x1B710B35131C471B;
                k[8] = 0x28DB77F523047D84;
                k[9] = 0x32CAAB7B40C72493;
                k[10] = 0x3C9EBE0A15C9BEBC;
                k[11] = 0x431D67C49C100D4C;
                k[12] = 0x4CC5D4BECB3E42B6;
                k[13] = 0x597F299CFC657E2A;
                k[14] = 0x5FCB6FAB3AD6FAEC;
                k[15] = 0x6C44198C4A475817;
                break;
        }
    }
}
