// The names that AssemblyScript has for its integers, so that core/ reads the same to both compilers. In Node all of
// them are numbers, and the code keeps within 32 bits.

declare type i32 = number;
declare type u32 = number;
declare type f64 = number;
